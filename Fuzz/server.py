"""A built `muster serve` on a free port of the loopback, with a data directory of its own, for fuzz_http.py and fuzz_remote.py."""
import argparse
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import tempfile
import time

root = pathlib.Path(__file__).resolve().parent.parent


def options():
    """What both programs take: how long they go on, and the seed of what they make up."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=float, default=600)
    arguments.add_argument("--rounds", type=int, default=1 << 60, help="ends after so many, if the time has not")
    arguments.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    return arguments.parse_args()


def executable():
    """The program that MUSTER names, else the newest that was built."""
    if named := os.environ.get("MUSTER"):
        return named
    built = [path for path in (root / f".build/{kind}/muster" for kind in ("release", "debug")) if path.exists()]
    if not built:
        raise SystemExit("there is no .build/release/muster; make build, or name one by MUSTER")
    return str(max(built, key=lambda path: path.stat().st_mtime))


class Server:
    """The process; `url` says where it listens."""

    def __init__(self, *arguments):
        self.folder = tempfile.TemporaryDirectory(prefix="muster-fuzz-")
        self.log = open(f"{self.folder.name}/log", "w+b")
        self.process = subprocess.Popen(
            [executable(), "serve", "--port", "0", "--data-dir", f"{self.folder.name}/data", *arguments],
            stdout=self.log, stderr=self.log, cwd=root,
            env=os.environ | {"SWIFT_BACKTRACE": "enable=no", "DEFAULT_CATTLE_CATALOG_URL": ""})
        self.port = self._port()

    def _port(self):
        end = time.monotonic() + 120
        while time.monotonic() < end and self.process.poll() is None:
            if found := re.search(rb"\bport=(\d+) .*listening", self.text()):
                return int(found[1])
            time.sleep(0.05)
        raise SystemExit(f"the server did not begin to listen:\n{self.text().decode(errors='replace')}")

    def text(self):
        return pathlib.Path(self.log.name).read_bytes()

    def connect(self, seconds=2.0):
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def request(self, line, seconds=10.0):
        """The status of the answer to a plain request; 0 when there was none."""
        try:
            with self.connect(seconds) as connection:
                connection.sendall(f"{line} HTTP/1.1\r\nHost: h\r\nX-API-Project-Id: global\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
                found = re.match(rb"HTTP/1\.1 (\d{3}) ", connection.recv(4096))
                return int(found[1]) if found else 0
        except OSError:
            return 0

    def check(self):
        """Why the server is not well; nothing when it is."""
        if (status := self.process.poll()) is not None:
            name = signal.Signals(-status).name if status < 0 else status
            return f"the process has ended: {name}\n{self.text()[-2000:].decode(errors='replace')}"
        if self.request("GET /healthz") != 200:
            return "/healthz was not answered within 10 s"
        return None

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
        self.folder.cleanup()
