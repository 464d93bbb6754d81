#!/usr/bin/env python3
"""Answers a built server's refreshes as no git server does: fuzz_remote.py [--seconds N] [--seed N]. Lists of references and packs
are made up or changed on their way. Whatever a remote sends, the refresh ends and /healthz answers all the while."""
import pathlib
import random
import re
import socketserver
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import packs
from mutation import mutated
from server import Server, options, root

LENGTHS = [b"0000", b"0001", b"0002", b"0003", b"0004", b"0005", b"fff0", b"ffff", b"zzzz", b"-001", b"00", b"000A"]


def line(text):
    return f"{len(text) + 4:04x}".encode() + text


class Remote(socketserver.ThreadingTCPServer):
    """A git server of one repository, which is honest until it is told otherwise."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, repository, chance):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.repository, self.chance, self.is_honest, self.count = repository, chance, True, 0


class Conversation(socketserver.BaseRequestHandler):
    def handle(self):
        self.server.count += 1
        try:
            self.request.settimeout(5)
            self.request.recv(int(self.request.recv(4), 16) - 4)
            chance = self.server.chance
            if self.server.is_honest:
                self._relay(lambda data: data)
            elif chance.random() < 0.5:
                self._relay(lambda data: mutated(data, [data], chance) if chance.random() < 0.4 else data)
            else:
                self._invent(chance)
        except (OSError, ValueError):
            pass

    def _relay(self, change):
        """Git's own conversation, changed on its way to the client."""
        process = subprocess.Popen(
            ["git", "upload-pack", self.server.repository], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        try:
            while data := process.stdout.read1(1 << 16):
                self.request.sendall(change(data))
        finally:
            process.kill()
            process.wait()

    def _listen(self, process):
        try:
            while data := self.request.recv(1 << 16):
                process.stdin.write(data)
                process.stdin.flush()
        except OSError:
            pass
        finally:
            try:
                process.stdin.close()
            except OSError:
                pass

    def _invent(self, chance):
        pack, commit = packs.hostile(chance)
        capabilities = b"\0" + chance.choice([b"", b"ofs-delta", b"multi_ack ofs-delta side-band-64k symref=HEAD:refs/heads/master"])
        names = [b"HEAD", b"refs/heads/master", b"refs/heads/../x", b"refs/tags/v1^{}", b"a" * 60000, b"", b"\xff"]
        references = [commit.encode() + b" " + name for name in names[:2] + chance.sample(names, chance.randint(0, 4))]
        references += [commit.encode() + b" refs/heads/%d" % i for i in range(chance.choice([0, 0, 0, 2000]))]
        listed = b"".join(line(name + (capabilities if i == 0 else b"") + b"\n") for i, name in enumerate(references))
        self._send(listed + b"0000", chance)
        self._read()
        answer = chance.choice([b"0008NAK\n", line(b"ACK " + commit.encode() + b"\n"), line(b"ERR no\n"), line(b"shallow 0\n")])
        if b"side-band" in capabilities:
            answer += b"".join(line(bytes([chance.choice([1, 1, 1, 2, 3, 9])]) + pack[i:i + 900]) for i in range(0, len(pack), 900))
            self._send(answer + b"0000", chance)
        else:
            self._send(answer + pack, chance)

    def _send(self, data, chance):
        if chance.random() < 0.3:
            data = mutated(data, [data], chance)
        if chance.random() < 0.2 and len(data) > 8:
            place = chance.randrange(len(data) - 4)
            data = data[:place] + chance.choice(LENGTHS) + data[place + 4:]
        self.request.sendall(data)

    def _read(self):
        """What the client wants, to its end, or until it says no more."""
        self.request.settimeout(0.5)
        seen = b""
        while b"0009done\n" not in seen:
            data = self.request.recv(1 << 16)
            if not data:
                return
            seen += data


def repository(folder):
    def git(*arguments):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", folder, *arguments], check=True,
                       stdout=subprocess.DEVNULL)
    subprocess.run(["cp", "-r", f"{root}/Templates/.", folder], check=True)
    git("init", "-q", "-b", "master")
    git("add", ".")
    git("commit", "-qm", "start")

    def push(number):
        (pathlib.Path(folder) / "README.md").write_text(f"{number}\n")
        git("commit", "-qam", f"change {number}")
    return push


def settled(server, seconds=60):
    """Whether the refresh ends in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.process.poll() is None:
        try:
            with server.connect(5) as connection:
                connection.sendall(b"GET /v1-catalog/catalogs/remote HTTP/1.1\r\nHost: h\r\nX-API-Project-Id: global\r\n"
                                   b"Connection: close\r\n\r\n")
                answer = b""
                while data := connection.recv(1 << 16):
                    answer += data
            state = re.search(rb'"state":"(\w+)"', answer)
            if state and state[1] != b"refreshing" and state[1] != b"requested":
                return True
        except OSError:
            pass
        time.sleep(0.02)
    return False


def main():
    arguments = options()
    folder = tempfile.TemporaryDirectory(prefix="muster-remote-")
    push = repository(folder.name)
    remote = Remote(folder.name, random.Random(arguments.seed))
    threading.Thread(target=remote.serve_forever, daemon=True).start()
    server = Server("--no-lint", "--catalog", f"remote=git://127.0.0.1:{remote.server_address[1]}/x")
    refreshes, failure = 0, None if settled(server) else "the first refresh did not end"
    end = time.monotonic() + arguments.seconds
    try:
        while failure is None and time.monotonic() < end and refreshes < arguments.rounds:
            # Now and then an honest refresh, so that there is something to go on from.
            remote.is_honest = refreshes % 20 == 19
            if refreshes % 3 == 0:
                push(refreshes)
            server.request("POST /v1-catalog/catalogs/remote?action=refresh", seconds=60)
            if not settled(server):
                failure = "a refresh did not end within 60 s"
            refreshes += 1
            failure = server.check() or failure
    finally:
        server.stop()
        remote.shutdown()
        folder.cleanup()
    print(f"remote: {refreshes} refreshes, {remote.count} conversations, seed {arguments.seed}, "
          f"{'failed' if failure else 'all well'}")
    if failure:
        raise SystemExit(failure)


main()
