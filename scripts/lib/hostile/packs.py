"""What git servers send: references, and packs that are not what they claim to be."""

import hashlib
import itertools
import random
import struct
import zlib

COMMIT, TREE, BLOB, OFFSET_DELTA = 1, 2, 3, 6
MEGABYTE = 1 << 20


def packet(content):
    """One line of the smart protocol."""
    return b"%04x" % (len(content) + 4) + content


FLUSH = b"0000"


def side_band(content, band=1):
    """The content on a band of the protocol, in packets."""
    step = 65_500
    return b"".join(packet(bytes([band]) + content[start:start + step]) for start in range(0, len(content), step))


def object_id(kind, content):
    """The id of an object."""
    return hashlib.sha1(b"%s %d\0" % (kind, len(content)) + content).digest()


# What the bombs below unpack to: a gigabyte of zeros, and its id as a blob, which takes seconds to find.
GIGABYTE, GIGABYTE_ID = 1 << 30, bytes.fromhex("4fce05a4e4ed8cefef2d99f32c519b2fd7841b74")


def entry_head(kind, length):
    """The head of an entry of a pack: its kind, and how long it claims to be."""
    first, length = kind << 4 | length & 15, length >> 4
    head = bytearray()
    while length:
        head.append(first | 128)
        first, length = length & 127, length >> 7
    head.append(first)
    return bytes(head)


def varint(number):
    """A number as deltas have it."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def back(distance):
    """How far back the base of a delta is, as packs have it."""
    out = [distance & 127]
    while distance := distance >> 7:
        distance -= 1
        out.insert(0, distance & 127 | 128)
    return bytes(out)


class Pack:
    """A pack in the making."""

    def __init__(self):
        self.entries = []
        self._length = 12

    def add(self, kind, content):
        """Adds an object; returns where it begins."""
        return self.add_raw(entry_head(kind, len(content)) + zlib.compress(content))

    def add_delta(self, base, instructions):
        """Adds a delta over the object that begins at `base`; returns where it begins."""
        head = entry_head(OFFSET_DELTA, len(instructions)) + back(self._length - base)
        return self.add_raw(head + zlib.compress(instructions))

    def add_raw(self, entry):
        """Adds an entry as it is; returns where it begins."""
        place, self._length = self._length, self._length + len(entry)
        self.entries.append(entry)
        return place

    def bytes(self, announced=None):
        """The whole pack, which may announce another number of objects."""
        content = b"PACK" + struct.pack(">II", 2, announced or len(self.entries)) + b"".join(self.entries)
        return content + hashlib.sha1(content).digest()


def commit_of(blob):
    """The commit, the trees and their ids for a catalog of one template whose compose file is `blob`."""
    objects = []

    def tree(*entries):
        content = b"".join(b"%s %s\0" % (mode, name) + child for mode, name, child in entries)
        objects.append((TREE, content))
        return object_id(b"tree", content)

    folder = tree((b"100644", b"docker-compose.yml", blob))
    for name in (b"0", b"app", b"templates"):
        folder = tree((b"40000", name, folder))
    content = b"tree %s\nauthor H <h@example.org> 1 +0000\ncommitter H <h@example.org> 1 +0000\n\nhostile\n" % folder.hex().encode()
    objects.append((COMMIT, content))
    return object_id(b"commit", content).hex(), objects


def pack_with(objects):
    """A pack that has these objects already."""
    pack = Pack()
    for kind, content in objects:
        pack.add(kind, content)
    return pack


def delta_bomb():
    """A pack of some hundred bytes with a delta that claims to be a gigabyte, and the commit it is in."""
    commit, objects = commit_of(GIGABYTE_ID)
    pack = pack_with(objects)
    base = pack.add(BLOB, bytes(1 << 16))
    # Each 0x80 copies 65,536 bytes from the beginning of the base.
    pack.add_delta(base, varint(1 << 16) + varint(GIGABYTE) + b"\x80" * (GIGABYTE >> 16))
    return commit, pack.bytes()


def inflating_bomb():
    """A pack with a blob of zeros that unpacks to a gigabyte, and the commit it is in."""
    commit, objects = commit_of(GIGABYTE_ID)
    pack = pack_with(objects)
    compressor = zlib.compressobj(wbits=-15)
    block = compressor.compress(bytes(MEGABYTE)) + compressor.flush(zlib.Z_FULL_FLUSH)
    # The checksum of zeros counts them, modulo a prime.
    checksum = struct.pack(">HH", GIGABYTE % 65_521, 1)
    pack.add_raw(entry_head(BLOB, GIGABYTE) + b"\x78\x9c" + block * (GIGABYTE // MEGABYTE) + compressor.flush() + checksum)
    return commit, pack.bytes()


def claiming_pack():
    """A pack whose blob claims to be longer than anything can be."""
    commit, objects = commit_of(object_id(b"blob", b"small"))
    pack = pack_with(objects)
    pack.add_raw(entry_head(BLOB, (1 << 63) - 1) + zlib.compress(b"small"))
    return commit, pack.bytes()


def many_objects(count=10_000_000):
    """The parts of a pack that announces `count` objects, and has them: each as small as can be."""
    yield b"PACK" + struct.pack(">II", 2, count)
    for start in range(0, count, 2_000):
        yield b"".join(stored_blob(b"%08d" % number) for number in range(start, start + 2_000))


def stored_blob(content):
    """The entry of a small blob, not compressed."""
    length = len(content)
    body = b"\x78\x01\x01" + struct.pack("<HH", length, length ^ 0xFFFF) + content
    return entry_head(BLOB, length) + body + struct.pack(">I", zlib.adler32(content))


def endless_object():
    """The parts of a pack whose one blob never ends and cannot be compressed."""
    yield b"PACK" + struct.pack(">II", 2, 1) + entry_head(BLOB, 1 << 40) + b"\x78\x01"
    block = b"\x00" + struct.pack("<HH", 60_000, 60_000 ^ 0xFFFF) + random.Random(1).randbytes(60_000)
    while True:
        yield block


def references(commit):
    """What an honest server says it has: one branch."""
    capabilities = b"side-band side-band-64k ofs-delta symref=HEAD:refs/heads/main agent=git/2.39.5"
    name = commit.encode()
    return packet(name + b" HEAD\0" + capabilities + b"\n") + packet(name + b" refs/heads/main\n") + FLUSH


def endless_references():
    """References without end, in parts."""
    yield packet(b"%040x HEAD\0side-band-64k ofs-delta\n" % 1)
    for start in itertools.count(1, 500):
        yield b"".join(packet(b"%040x refs/heads/branch-%032d\n" % (n, n)) for n in range(start, start + 500))
