"""Requests that nobody would write, made at random of those that somebody would."""

import itertools
import random
import socket

from api_client import API
from hostile.attack import Attack

EXTREMES = (
    "0", "-1", "00", "1e9", "2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
    "99999999999999999999999999", "0x7fffffffffffffff", "1.5", "NaN", "", " ", "+1", "٣", "1_000", "1" * 300,
)
TEXTS = (
    "probe", "probe:t01", "probe:infra*t00", "probe:t01:0", "probe:t01:1.0.0", ":", "::", "*", "a:b:c:d:e", "..", "../..", "%00",
    "%", "%2", "%zz", "%ff%fe", "%2f%2e%2e", "%252e", "\u00e9", "\ud7ff", "🙂", "a" * 9_000, "a*b*c:*:*", "probe:t01:", "null", "true",
    "v1.6.30", "v1.6", "v", "v1.6.30-rc1+x", "v99999999999999999999.1.1", ">=1.0.0 <", "<script>", "'\"", "\\", "$1", "{}", "[]",
)
PARAMETERS = (
    "catalogId", "catalog", "templateBase_eq", "category", "category_ne", "rancherVersion", "minimumRancherVersion_lte", "limit",
    "marker", "sort", "order", "name_like", "q", "since", "wait", "projectId", "action", "image", "readme", "to", "from", "format",
    "_format", "templateId", "severity", "rule", "projectTemplate",
)
PATHS = (
    "/", "/healthz", "/readyz", "/metrics", API, f"{API}/", *(f"{API}/{part}" for part in (
        "schemas", "schemas/template", "catalogs", "catalogs/probe", "catalogs/probe/findings", "findings", "templates",
        "templates/", "templates/probe:t01", "templates/probe:infra*t00", "templates/probe:t01:0", "templateversions",
        "templateversions/probe:t01:0", "templateversions/probe:t01:0/upgradeplan",
        "templateversions/probe:t01:0/questions.schema.json", "upgrades", "bundles/infra", "environments", "environments/probe:t01",
        "events", "openapi.yaml", "bundle.schema.json")),
)
METHODS = ("GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "G\0T", "")
HEADERS = (
    "If-None-Match", "If-Modified-Since", "Range", "Accept", "Accept-Encoding", "X-API-Project-Id", "X-API-request-url",
    "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "Last-Event-ID", "Host", "Connection", "Expect", "Upgrade",
    "Content-Length", "Transfer-Encoding", "Content-Type", "User-Agent", "X-Request-Id", "TE", "Trailer",
)
VALUES = (
    "*", 'W/"x"', '"', "bytes=0-0", "bytes=-1", "bytes=9223372036854775807-9223372036854775808", "bytes=5-1", "bytes=0-0,1-1,-1",
    "gzip;q=9999999999999999999999", "gzip;q=-0", "*;q=0", "keep-alive, close", "100-continue", "h2c", "chunked", "chunked, chunked",
    "http://[::1]:99999999999999999999/", "https://user:pw@x:-1", "global", "1a5", "Thu, 99 Zzz 99999999999 99:99:99 GMT",
    "text/html;q=1", "application/sarif+json", "Mozilla/5.0", "zz-18446744073709551615", "zz-", "-1", "a-b-c",
)
CHUNKS = (
    "0\r\n\r\n", "5\r\nhello\r\n0\r\n\r\n", "ffffffffffffffff\r\nx", "7fffffffffffffff\r\nx", "-1\r\nx", "5;" + "e" * 9_000 + "\r\nhello\r\n",
    "g\r\n", "2\r\n{}\r\n0\r\nX: y\r\n\r\n", "0000000000000000000000000001\r\n{\r\n", "\r\n\r\n", "5 \r\nhello\r\n",
)


class RandomRequests(Attack):
    """Requests made at random, right ones and wrong ones, one or several on a connection."""

    name = "request-random"
    group = "request"

    def run(self, ground):
        seed = random.randrange(1 << 32)
        turns = itertools.count()

        def send(number):
            generator = Generator(random.Random(f"{seed}-{number}-{next(turns)}"))
            for _ in range(20):
                self._send(ground, generator.requests(), seed)

        ground.together(4, send)

    @staticmethod
    def _send(ground, content, seed):
        """Sends it all, says that no more comes, and reads what comes back until the service closes, or for a second."""
        answer = b""
        with ground.connect() as stream:
            try:
                stream.sendall(content)
                stream.shutdown(socket.SHUT_WR)
                stream.settimeout(1)
                while len(answer) < 1 << 20 and (part := stream.recv(1 << 16)):
                    answer += part
            except TimeoutError:
                ground.count("connections left open")
            except OSError:
                ground.count("connections that the service reset")
        status = answer[9:12].decode(errors="replace") if answer[:9] in (b"HTTP/1.0 ", b"HTTP/1.1 ") else "none"
        ground.count(f"answers {status}")
        if status.startswith("5") and status not in ("501", "503", "505"):
            ground.mistake(f"seed {seed}: {content[:300]!r}: {answer[:200]!r}")
        if status == "none" and answer:
            ground.mistake(f"seed {seed}: {content[:300]!r}: no HTTP: {answer[:100]!r}")


class Generator:
    """Makes requests out of a source of randomness."""

    def __init__(self, rng):
        self.rng = rng

    def requests(self):
        """The bytes of one request, or of several behind each other."""
        return b"".join(self.request() for _ in range(self.rng.choice((1, 1, 1, 2, 5))))

    def request(self):
        """The bytes of one request."""
        rng = self.rng
        method = rng.choice(METHODS) if rng.random() < 0.5 else "GET"
        line = f"{method} {self.target()} {rng.choice(('HTTP/1.1',) * 8 + ('HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', 'http/1.1', ''))}"
        headers = ["Host: 127.0.0.1"] if rng.random() < 0.9 else []
        headers += [f"{rng.choice(HEADERS)}: {self.value()}" for _ in range(rng.randrange(4))]
        body = self.body(headers)
        end = "\r\n" if rng.random() < 0.95 else "\n"
        content = end.join([line, *headers, "", ""]).encode("utf-8", "surrogatepass") + body
        return self.damaged(content) if rng.random() < 0.2 else content

    def target(self):
        """A path and a query."""
        rng = self.rng
        path = rng.choice(PATHS)
        if rng.random() < 0.4:
            path += "/" + rng.choice(TEXTS)
        if rng.random() < 0.2:
            path = path.replace("0", rng.choice(EXTREMES)).replace("t01", rng.choice(TEXTS))
        names = [rng.choice(PARAMETERS) for _ in range(rng.choice((0, 0, 1, 1, 2, 3, 70)))]
        query = "&".join(f"{name}={self.value()}" if rng.random() < 0.9 else name for name in names)
        target = f"{path}?{query}" if names else path
        return target if rng.random() < 0.1 else target.replace(" ", "%20")

    def value(self):
        """The value of a parameter or a header."""
        return self.rng.choice(self.rng.choice((EXTREMES, TEXTS, VALUES)))

    def body(self, headers):
        """A body, and the header that says how long it is, or something else."""
        rng = self.rng
        way = rng.random()
        if way < 0.6:
            return b""
        if way < 0.75:
            headers.append("Transfer-Encoding: chunked")
            return "".join(rng.choice(CHUNKS) for _ in range(rng.randrange(4))).encode()
        body = rng.choice((
            b"", b"{}", b"[]", b"null", b'{"name": "x"', b'{"answers": {"a": %s}}' % rng.choice(EXTREMES).encode(),
            b'[{"externalId": "catalog://probe:t01:%s"}]' % rng.choice(EXTREMES).encode(), b"\xff\xfe", b"[" * 200 + b"]" * 200,
            b'{"name": "\\ud800", "url": "\\u0000"}', b'{"name": 1e400, "url": {}}'))
        headers.append(f"Content-Length: {len(body) if rng.random() < 0.8 else rng.choice(EXTREMES)}")
        return body

    def damaged(self, content):
        """The content with some bytes changed, cut or doubled."""
        rng, changed = self.rng, bytearray(content)
        for _ in range(rng.randrange(1, 5)):
            place = rng.randrange(len(changed) + 1)
            way = rng.randrange(3)
            if way == 0:
                changed[place:place + 1] = bytes([rng.randrange(256)])
            elif way == 1:
                del changed[place:place + rng.randrange(8)]
            else:
                changed[place:place] = changed[max(0, place - 9):place]
        return bytes(changed)


ATTACKS = [RandomRequests()]
