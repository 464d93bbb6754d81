"""Packs of git objects as no git writes them: what they claim is not what they hold, and their checksum is right."""
import hashlib
import struct
import zlib

COMMIT, TREE, BLOB, TAG, OFS_DELTA, REF_DELTA = 1, 2, 3, 4, 6, 7
SIZES = [0, 1, 15, 16, 127, 128, 2047, 1 << 20, 1 << 31, (1 << 32) + 5, (1 << 62), (1 << 63) - 1, (1 << 64) - 1]


def identity(kind, data):
    return hashlib.sha1(f"{kind} {len(data)}\0".encode() + data).digest()


def varint(number):
    """A size in a delta: seven bits a byte, the lowest first."""
    out = bytearray()
    while True:
        byte, number = number & 0x7F, number >> 7
        out.append(byte | (0x80 if number else 0))
        if not number:
            return bytes(out)


def header(kind, size):
    first, rest = size & 15, size >> 4
    return bytes([kind << 4 | first | (0x80 if rest else 0)]) + (varint(rest) if rest else b"")


def distance(number):
    """How far before a delta its base is, as packs write it."""
    out = [number & 0x7F]
    while number := number >> 7:
        number -= 1
        out.append(0x80 | number & 0x7F)
    return bytes(reversed(out))


def delta(random, base):
    """Instructions that copy from where nothing is, and claim other sizes than they make."""
    out = varint(random.choice([len(base), *SIZES])) + varint(random.choice([len(base), *SIZES]))
    for _ in range(random.randint(0, 6)):
        if random.random() < 0.5:
            text = bytes(random.randrange(256) for _ in range(random.randint(0, 20)))
            out += bytes([len(text)]) + text
        else:
            out += bytes([0x80 | random.randrange(128)]) + bytes(random.randrange(256) for _ in range(random.randint(0, 7)))
    return out


def tree(random, blob):
    names = [b"config.yml", b"..", b".", b".git", b"a/b", b"", b"\xff", b"a" * 5000, b"0"]
    modes = [b"100644", b"40000", b"120000", b"160000", b"0", b"777777777777", b"-1"]
    return b"".join(
        random.choice(modes) + b" " + random.choice(names) + b"\0" + blob for _ in range(random.choice([0, 1, 3, 50])))


def compressed(random, data):
    stream = zlib.compress(data)
    kind = random.randrange(8)
    if kind == 0:
        return stream[:random.randint(0, len(stream))]
    if kind == 1:
        place = random.randrange(len(stream))
        return stream[:place] + bytes([random.randrange(256)]) + stream[place + 1:]
    return stream


def hostile(random):
    """A pack, and the id of the commit that it claims to bring."""
    blob = b"name: Web\nversion: 1.0.0\n"
    folder = tree(random, identity("blob", blob))
    commit = b"tree " + identity("tree", folder).hex().encode() + b"\nauthor a <a@b> 9223372036854775808 +9999\ncommitter a <a@b> -1 -0000\n\nx\n"
    objects = [(BLOB, blob), (TREE, folder), (COMMIT, commit)]
    body = bytearray()
    count = 0
    starts = []
    for kind, data in objects * random.choice([1, 1, 1, 3]):
        claimed = len(data) if random.random() < 0.7 else random.choice(SIZES)
        starts.append(len(body) + 12)
        body += header(kind, claimed) + compressed(random, data)
        count += 1
    for _ in range(random.choice([0, 1, 3])):
        changes = delta(random, blob)
        claimed = len(changes) if random.random() < 0.7 else random.choice(SIZES)
        if random.random() < 0.5:
            here = len(body) + 12
            back = random.choice([here - random.choice(starts), 0, 1, here, 1 << 31, 1 << 63])
            body += header(OFS_DELTA, claimed) + distance(back)
        else:
            body += header(REF_DELTA, claimed) + random.choice([identity("blob", blob), bytes(20)])
        body += compressed(random, changes)
        count += 1
    claimed = count if random.random() < 0.7 else random.choice([0, 1, count + 1, 0xFFFFFFFF])
    pack = b"PACK" + struct.pack(">II", random.choice([2, 2, 2, 2, 3, 0, 0xFFFFFFFF]), claimed) + bytes(body)
    checksum = hashlib.sha1(pack).digest() if random.random() < 0.9 else bytes(20)
    return pack + checksum, identity("commit", commit).hex()
