"""Attacks of clients that do not behave: who never read, never finish, or send more than anybody wants."""

import selectors
import socket
import time

from api_client import API
from hostile.attack import Attack

# Bytes that are never read come to more than this only when the service keeps them.
SMALL_BUFFER = 4 << 10


class Crowd:
    """Many connections at once, that are written to as far as the service takes it."""

    def __init__(self, ground, streams):
        self._ground = ground
        self._selector = selectors.DefaultSelector()
        self.streams = streams

    @classmethod
    def connected(cls, ground, count):
        """A crowd of so many connections."""
        streams = []
        try:
            for _ in range(count):
                stream = ground.connect()
                stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
                stream.setblocking(False)
                streams.append(stream)
        except OSError:
            # Whether others still get one, the watch sees.
            ground.count("crowds without room")
        ground.count("connections", len(streams))
        return cls(ground, streams)

    def write(self, content, most):
        """Writes `content` over and over to all of them, `most` times at most to each, until the attack's time is over."""
        waiting = {stream: [content, most] for stream in self.streams}
        for stream in self.streams:
            self._selector.register(stream, selectors.EVENT_WRITE)
        while waiting and self._ground.is_going:
            for key, _ in self._selector.select(0.1):
                if not self._write_part(key.fileobj, waiting, content):
                    self._selector.unregister(key.fileobj)
                    del waiting[key.fileobj]
        for stream in waiting:
            self._selector.unregister(stream)

    @staticmethod
    def _write_part(stream, waiting, content):
        """Whether there is more to write to the connection."""
        state = waiting[stream]
        try:
            state[0] = state[0][stream.send(state[0]):]
        except BlockingIOError:
            return True
        except OSError:
            return False
        if not state[0]:
            state[0], state[1] = content, state[1] - 1
        return state[1] > 0

    def trickle(self, content, seconds=1):
        """Writes one byte a second to all of them."""
        for place in range(len(content)):
            for stream in self.streams:
                try:
                    stream.send(content[place:place + 1])
                except OSError:
                    continue  # The service has given up on it, as it may.
            self._ground.rest(seconds)
            if not self._ground.is_going:
                return

    def close(self):
        """Closes all of them."""
        for stream in self.streams:
            stream.close()


class CrowdAttack(Attack):
    """A crowd of clients that all do the same."""

    group = "client"
    # How many there are, and how many in a small run.
    clients, clients_of_small = 300, 100

    def run(self, ground):
        while True:
            crowd = Crowd.connected(ground, self.clients_of_small if ground.small else self.clients)
            try:
                self.act(ground, crowd)
            finally:
                crowd.close()
            if not ground.is_going:
                return

    def act(self, ground, crowd):
        """What they do."""
        raise NotImplementedError


class Pipeline(CrowdAttack):
    """Asks for the list again and again, and never reads an answer."""

    name = "client-pipeline"
    clients_of_small = 300
    paths = ("/templates?catalogId=probe", "/templates")

    def act(self, ground, crowd):
        requests = b"".join(
            ground.request("GET", API + path, headers=[f"X-Request-Id: {number}"])
            for number in range(20) for path in self.paths)
        crowd.write(requests, 1_000)
        ground.rest(ground.left)


class PipelineOfUnready(Pipeline):
    """The same with answers that are not ready: each has a server's version of its own."""

    name = "client-pipeline-made"
    clients_of_small = 100
    paths = tuple(f"/templates?catalogId=probe&rancherVersion=v1.6.{number}" for number in range(50))


class Idle(CrowdAttack):
    """Connects, and that is all."""

    name = "client-idle"
    clients, clients_of_small = 2_000, 1_000

    def act(self, ground, crowd):
        ground.rest(ground.left)


class Half(CrowdAttack):
    """Requests that are never finished."""

    name = "client-half"

    def act(self, ground, crowd):
        crowd.write(f"GET {API}/templates HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ".encode(), 1)
        crowd.trickle(b"a" * 600)


class SlowBody(CrowdAttack):
    """Bodies that come one byte a second."""

    name = "client-slow-body"

    def act(self, ground, crowd):
        for number, stream in enumerate(crowd.streams):
            way = "Transfer-Encoding: chunked" if number % 2 else "Content-Length: 1000000"
            stream.send(f"POST {API}/upgrades HTTP/1.1\r\nHost: 127.0.0.1\r\n{way}\r\n\r\n".encode())
        crowd.trickle(b"1\r\n \r\n" * 100)


class Headers(CrowdAttack):
    """Headers without end: one long one, or many."""

    name = "client-headers"
    clients, clients_of_small = 100, 40

    def act(self, ground, crowd):
        first, second = Crowd(ground, crowd.streams[::2]), Crowd(ground, crowd.streams[1::2])
        start = f"GET {API}/templates HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode()
        crowd.write(start + b"X-Long: ", 1)
        first.write(b"v" * 65_536, 64)
        second.write(b"".join(b"\r\nX-Header-%d: v" % number for number in range(4_000)), 64)


class Listeners(CrowdAttack):
    """Listens to events and never reads them."""

    name = "client-listeners"
    clients, clients_of_small = 1_000, 500

    def act(self, ground, crowd):
        crowd.write(ground.request("GET", f"{API}/events"), 1)
        ground.rest(ground.left)


class Bodies(Attack):
    """Bodies of a gigabyte, and small ones that cost."""

    name = "client-bodies"
    group = "client"

    BODIES = (
        b"[" * 1_000_000, b'{"a":' * 150_000, b'{"answers": {' + b'"a": "b", ' * 90_000 + b'"c": "d"}}',
        b'{"answers": {"a": "' + b"\\u0041" * 160_000 + b'"}}', b'[' + b"1e999999999, " * 70_000 + b'1]',
        b'{"name": "' + b"x" * 1_000_000 + b'", "url": "y"}', b"-" * 1_000_000, b'"' + b"\xff" * 999_000 + b'"',
        b'[' + b'{"externalId": "catalog://probe:t01:0"},' * 25_000 + b'{}]',
    )

    def run(self, ground):
        def send(number):
            if number % 3 == 0:
                self._stream(ground)
            else:
                body = self.BODIES[(number + time.monotonic_ns()) % len(self.BODIES)]
                path = (f"{API}/upgrades", f"{API}/catalogs", f"{API}/templateversions/probe:t01:0?action=compile")[number % 3]
                self._exchange(ground, ground.request("POST", path, body, ["X-API-Project-Id: 1a22"]))

        ground.together(9, send)

    @staticmethod
    def _exchange(ground, request):
        with ground.connect(ground.patience()) as stream:
            began = time.monotonic()
            try:
                stream.sendall(request)
                head = stream.recv(1 << 16)
            except TimeoutError:
                if ground.waits:
                    ground.mistake(f"no answer to {request[:60]!r}")
                return ground.count("left unanswered")
            except OSError:
                return ground.count("connections that the service closed")
            ground.took("wait", time.monotonic() - began)
            status = head.split(b" ", 2)[1:2]
            ground.count(f"answers {status[0].decode() if status else 'empty'}")
            if not status or status[0].startswith(b"5") and status[0] != b"503":
                ground.mistake(f"{request[:60]!r}: {head[:200]!r}")

    @staticmethod
    def _stream(ground):
        """A body without end, as far as the service takes it."""
        with ground.connect() as stream:
            stream.sendall(f"POST {API}/upgrades HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
            try:
                for _ in range(1 << 14):
                    stream.sendall(b"10000\r\n" + b" " * 65_536 + b"\r\n")
                    if not ground.is_going:
                        return
            except OSError:
                ground.count("connections that the service closed")


ATTACKS = [
    Pipeline(), PipelineOfUnready(), Idle(), Half(), SlowBody(), Headers(), Listeners(), Bodies(),
]
