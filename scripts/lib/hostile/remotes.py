"""Git servers on loopback that speak the smart protocols, and behave as no server should."""

import itertools
import socket
import threading
import time

from hostile import packs

HTTP, GIT = "http", "git"
# A server takes no more connections than this at once, so that it stays small whatever the service does.
MOST_CONNECTIONS = 256


class Gone(Exception):
    """The client has closed the connection, or the server is stopping."""


class Exchange:
    """One connection: what the client asked for, and a way to answer."""

    def __init__(self, stream, protocol, remote):
        self.stream, self.protocol, self.remote = stream, protocol, remote
        self._read = b""
        self.path = ""

    def send(self, content):
        """Sends all of it; `Gone` when nobody takes it."""
        if self.remote.is_stopping:
            raise Gone
        try:
            self.stream.sendall(content)
        except OSError as error:
            raise Gone from error

    def hold(self):
        """Says nothing more, until the client leaves."""
        while not self.remote.is_stopping:
            try:
                if not self.stream.recv(1 << 16):
                    raise Gone
            except TimeoutError:
                continue
            except OSError as error:
                raise Gone from error
        raise Gone

    def trickle(self, content):
        """Sends one byte a second."""
        for byte in content:
            self.send(bytes([byte]))
            time.sleep(1)

    def next_stage(self):
        """Reads what the client asks for next: `references` or `pack`."""
        return self._http_stage() if self.protocol == HTTP else self._git_stage()

    def head(self, status="200 OK", kind="application/x-git-upload-pack-advertisement", more=""):
        """Sends the head of an answer of unknown length; nothing where the protocol has none."""
        if self.protocol == HTTP:
            self.send(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Connection: close\r\n\r\n".encode())

    def begin_references(self):
        """Sends what stands before references."""
        self.head()
        if self.protocol == HTTP:
            self.send(packs.packet(b"# service=git-upload-pack\n") + packs.FLUSH)

    def begin_pack(self):
        """Sends what stands before a pack."""
        self.head(kind="application/x-git-upload-pack-result")
        self.send(packs.packet(b"NAK\n"))

    def _http_stage(self):
        head = self._read_until(b"\r\n\r\n")
        self.path = head.split(b" ", 2)[1].decode(errors="replace")
        if head.startswith(b"POST"):
            self._read_until(b"done")
            return "pack"
        return "references"

    def _git_stage(self):
        if not self.path:
            length = int(self._read_exactly(4), 16)
            self.path = self._read_exactly(length - 4).decode(errors="replace")
            return "references"
        self._read_until(b"done")
        return "pack"

    def _read_until(self, mark):
        while mark not in self._read:
            self._receive()
        end = self._read.index(mark) + len(mark)
        taken, self._read = self._read[:end], self._read[end:]
        return taken

    def _read_exactly(self, length):
        while len(self._read) < length:
            self._receive()
        taken, self._read = self._read[:length], self._read[length:]
        return taken

    def _receive(self):
        try:
            part = self.stream.recv(1 << 16)
        except TimeoutError:
            part = b""
            if not self.remote.is_stopping:
                return
        except OSError as error:
            raise Gone from error
        if not part or len(self._read) > packs.MEGABYTE:
            raise Gone
        self._read += part


class HostileRemote:
    """A server on a free port. `behave` gets each stage of each connection: its name and the exchange."""

    def __init__(self, behave, protocol=HTTP, port=0):
        self.protocol = protocol
        self.is_stopping = False
        self.connections = 0
        self._behave = behave
        self._listener = socket.create_server(("127.0.0.1", port), backlog=128)
        self._listener.settimeout(0.2)
        self._slots = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def port(self):
        """The port that it listens on."""
        return self._listener.getsockname()[1]

    def url(self, name):
        """The address of a repository of that name; every one is the same."""
        return f"{self.protocol}://127.0.0.1:{self.port}/{name}.git"

    def stop(self):
        """Ends it, with all its connections."""
        self.is_stopping = True
        self._thread.join()
        self._listener.close()

    def _accept(self):
        while not self.is_stopping:
            try:
                stream, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            if not self._slots.acquire(blocking=False):
                stream.close()
                continue
            self.connections += 1
            threading.Thread(target=self._serve, args=(stream,), daemon=True).start()

    def _serve(self, stream):
        stream.settimeout(1)
        exchange = Exchange(stream, self.protocol, self)
        try:
            if self._behave is silent:
                exchange.hold()
            self._behave(exchange.next_stage(), exchange)
            if self.protocol == GIT:
                self._behave(exchange.next_stage(), exchange)
        except (Gone, ValueError):
            pass
        finally:
            stream.close()
            self._slots.release()


def silent(stage, exchange):
    """Takes connections and never says a word."""
    exchange.hold()


def trickling(stage, exchange):
    """One byte a second, from the first one on."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n\r\n"
    head += packs.packet(b"# service=git-upload-pack\n") + packs.FLUSH
    exchange.trickle((head if exchange.protocol == HTTP else b"") + packs.references("1" * 40) * 1_000)


def trickling_body(stage, exchange):
    """One byte a second behind a quick head."""
    exchange.begin_references()
    exchange.trickle(packs.references("1" * 40) * 1_000)


def hanging(stage, exchange):
    """A head, and nothing behind it."""
    exchange.head()
    exchange.hold()


def endless_head(stage, exchange):
    """A head that never ends."""
    exchange.send(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        exchange.send(b"".join(b"X-Header-%d-%d: %s\r\n" % (number, n, b"v" * 1_000) for n in range(50)))


def redirecting(stage, exchange):
    """Always somewhere else on the same server."""
    turn = exchange.remote.connections
    exchange.head("302 Found", more=f"Location: {exchange.remote.url(f'r{turn}')}/info/refs?service=git-upload-pack\r\n")


def listing_without_end(stage, exchange):
    """References without end."""
    exchange.begin_references()
    for part in packs.endless_references():
        exchange.send(part)


def one_huge_packet(stage, exchange):
    """A body in one chunk that announces more than there can be."""
    exchange.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n")
    while True:
        exchange.send(packs.packet(b"x" * 65_000))


def sending(commit, parts):
    """A server with one commit that answers a fetch with `parts`, made anew for each, on the first band."""
    def behave(stage, exchange):
        if stage == "references":
            exchange.begin_references()
            exchange.send(packs.references(commit))
            return
        exchange.begin_pack()
        for part in parts():
            exchange.send(packs.side_band(part))
        exchange.send(packs.FLUSH)
    return behave


def flooding(band):
    """A server that answers a fetch with messages without end on a band; with none, with empty ones."""
    content = packs.side_band(b"remote: counting\r" * 3_800, band) if band else packs.packet(b"\x01") * 10_000

    def behave(stage, exchange):
        if stage == "references":
            exchange.begin_references()
            exchange.send(packs.references("1" * 40))
            return
        exchange.begin_pack()
        while True:
            exchange.send(content)
    return behave


def announcing_and_silent(stage, exchange):
    """A pack that announces ten million objects, and then says nothing."""
    if stage == "references":
        exchange.begin_references()
        exchange.send(packs.references("1" * 40))
        return
    exchange.begin_pack()
    exchange.send(packs.side_band(next(packs.many_objects())))
    exchange.hold()
