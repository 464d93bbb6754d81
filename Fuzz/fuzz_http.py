#!/usr/bin/env python3
"""Sends changed requests to a built server: fuzz_http.py [--seconds N] [--seed N]. Whatever a client sends, every connection is
answered by HTTP or closed, and /healthz answers all the while. What came before a failure is written to crashes/http."""
import hashlib
import pathlib
import random
import re
import socket
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from mutation import mutated
from server import Server, options, root

folder = root / "Fuzz"
KEPT = 40


def exchange(server, data, chance):
    """Sends bytes in one to four pieces, and reads what comes; an answer that is none."""
    try:
        with server.connect() as connection:
            pieces = sorted(chance.randint(0, len(data)) for _ in range(chance.choice([0, 0, 1, 3])))
            for start, end in zip([0, *pieces], [*pieces, len(data)]):
                connection.sendall(data[start:end])
            connection.settimeout(0.3)
            if chance.random() < 0.7:
                connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(1 << 16)
    except (TimeoutError, ConnectionError, BrokenPipeError):
        return None
    return None if not answer or re.match(rb"HTTP/1\.[01] \d{3} ", answer) else answer


def main():
    arguments = options()
    chance = random.Random(arguments.seed)
    seeds = [path.read_bytes() for kind in ("corpus", "crashes") for path in sorted((folder / kind / "http").glob("[!.]*"))]
    server = Server("--catalog", f"starter={root}/Templates")
    sent, recent, failure = 0, [], None
    end = time.monotonic() + arguments.seconds
    try:
        # What is kept goes first, as it is.
        pending = list(seeds)
        while failure is None and (pending or time.monotonic() < end and sent < len(seeds) + arguments.rounds):
            data = pending.pop() if pending else mutated(chance.choice(seeds), seeds, chance)
            recent = [*recent[1 - KEPT:], data]
            if answer := exchange(server, data, chance):
                failure = f"this is no answer: {answer[:200]!r}"
            sent += 1
            if sent % 50 == 0 or server.process.poll() is not None:
                failure = failure or server.check()
        failure = failure or server.check()
    finally:
        server.stop()
    print(f"http: {sent} requests, seed {arguments.seed}, {'failed' if failure else 'all well'}")
    if failure:
        for data in recent:
            (folder / "crashes/http" / hashlib.sha1(data).hexdigest()).write_bytes(data)
        raise SystemExit(f"{failure}\nthe last {len(recent)} requests are in Fuzz/crashes/http; keep the one that does it")


main()
