"""What an attack is, and the ground that it is made on."""

import ctypes
import http.client
import os
import resource
import signal
import socket
import threading
import time
from collections import Counter

from api_client import API, ApiClient, Unanswered

# How long a request may go without its answer, in seconds.
PATIENCE = 60
# Different mistakes of one attack are listed up to here; all are counted.
MOST_LISTED = 20
# Of one of them so many characters are told.
MOST_TOLD = 400


class Attack:
    """One way to bring the service down. It runs in a process of its own, with others beside it or not."""

    # What it is called on the command line.
    name = ""
    # Attacks of one group go against one service in small runs, and share one catalog, called like the group.
    group = ""
    # Whether a refresh of a local catalog must be quick all the while.
    refreshes = True
    # Whether the service must have nothing left to do soon after the attackers have gone.
    leaves_nothing = True
    # Whether the service lints what it serves meanwhile; lint goes on after everything else.
    lints = False
    # Whether it starts its services itself. Such attacks have no part in everything at once.
    is_alone = False

    def files(self, small):
        """The files that the group's catalog gets for it: content by path."""
        return {}

    def run(self, ground):
        """Attacks until the ground's time is over, once at least."""
        raise NotImplementedError


class Ground:
    """Where an attack is made: the service's address, the time that there is, and what comes of it."""

    def __init__(self, folder, port, small, seconds, waits, longest=PATIENCE):
        """`waits` says whether clients wait for their last answers when the time is over. `longest` is how long any may take."""
        self.folder = folder
        self.port = port
        self.small = small
        self.waits = waits
        self.longest = longest
        self.counts = Counter()
        self.slowest = {}
        self.mistakes = []
        self._lock = threading.Lock()
        self._end = time.monotonic() + seconds

    @property
    def left(self):
        """The seconds that are left."""
        return self._end - time.monotonic()

    @property
    def is_going(self):
        """Whether there is time left."""
        return self.left > 0

    def rest(self, seconds):
        """Waits, but not longer than the attack lasts."""
        time.sleep(max(0, min(seconds, self.left)))

    def count(self, what, by=1):
        """Counts something for the report."""
        with self._lock:
            self.counts[what] += by

    def took(self, what, seconds):
        """Notes how long something took; the longest is reported."""
        with self._lock:
            self.slowest[what] = max(seconds, self.slowest.get(what, 0))

    def mistake(self, text):
        """Notes a mistake of the service."""
        with self._lock:
            text = text[:MOST_TOLD].replace("\n", " ")
            self.counts["mistakes"] += 1
            if len(self.mistakes) < MOST_LISTED and text not in self.mistakes:
                self.mistakes.append(text)

    def together(self, count, step):
        """Runs `step(number)` over and over in so many threads until the time is over, once at least in each."""
        def repeat(number):
            while True:
                try:
                    step(number)
                except Exception as error:  # Whatever it is, the report has to tell of it.
                    self.mistake(f"{type(error).__name__}: {error}")
                    self.rest(0.1)
                if not self.is_going:
                    return

        threads = [threading.Thread(target=repeat, args=(number,), daemon=True) for number in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def ask(self, method, path, environment=None, body=None, allowed=(200,), headers=None, longest=None, leaves=None):
        """The answer, below the API's base; None when the client left without one because its time was over.

        What may take longer than usual (`longest`) is not waited for when the time is over, unless `leaves` is false.
        """
        patience = self.patience(longest) if leaves is None else longest
        client = ApiClient(self.port, timeout=patience)
        began = time.monotonic()
        try:
            answer = client.send(method, API + path, environment, headers, body)
        except Unanswered as error:
            self._unanswered(f"{method} {path}", time.monotonic() - began, error, longest)
            return None
        finally:
            client.close()
        self.answered(f"{method} {path}", answer.status, answer.headers, time.monotonic() - began, allowed, answer.body)
        return answer

    def drain(self, path, environment=None, headers=None, pause=0, most=None, allowed=(200, 404)):
        """Reads an answer without keeping it, slowly or not to its end; the bytes that came, None without an answer."""
        sent = {"X-API-Project-Id": environment} if environment else {}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience())
        began, length = time.monotonic(), 0
        try:
            connection.request("GET", API + path, headers=sent | (headers or {}))
            response = connection.getresponse()
            self.answered(f"GET {path}", response.status, dict(response.getheaders()), time.monotonic() - began, allowed)
            while part := response.read(1 << 16):
                length += len(part)
                if most and length >= most or self.left < (-self.longest if self.waits else 0):
                    break
                time.sleep(pause if self.is_going else 0)
            return length
        except (OSError, http.client.HTTPException) as error:
            self._unanswered(f"GET {path}", time.monotonic() - began, error)
            return None
        finally:
            connection.close()

    def patience(self, longest=None):
        """The seconds that a client waits for an answer."""
        if self.waits and longest is None:
            return self.longest
        return max(1, min(longest or self.longest, self.left))

    def answered(self, what, status, headers, seconds, allowed, body=b""):
        """Notes an answer; one of a status that it may not have is a mistake."""
        self.count(f"answers {status}")
        self.took("wait", seconds)
        names = {name.lower() for name in headers}
        if status == 503 and "retry-after" not in names:
            self.mistake(f"{what}: 503 without Retry-After")
        if status not in allowed:
            self.mistake(f"{what}: {status} {body[:200]!r}")

    def _unanswered(self, what, seconds, error, longest=None):
        """A client that left because its time was over is none that was not answered."""
        cause = error.__cause__ or error
        if not isinstance(cause, TimeoutError):
            self.mistake(f"{what}: {cause!r}")
        elif seconds >= (longest or self.longest):
            self.mistake(f"{what}: no answer for {seconds:.0f} s")
        else:
            self.count("left unanswered")
        self.took("wait", seconds)

    def connect(self, timeout=10):
        """A connection to the service."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def request(self, method, path, body=None, headers=()):
        """The bytes of a request."""
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers]
        if body is not None:
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + (body or b"")


def begin_process():
    """What every process of an attack does first: ends with its parent, and may open as many files as the system allows."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    os.environ["GIT_TERMINAL_PROMPT"] = "0"
