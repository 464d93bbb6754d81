"""Watches a service while it is attacked: how soon it answers, how new its answers are, and what it and its children take.

The watch is a process of its own, so that what the attackers do does not look like slowness of the service.
"""

import multiprocessing
import os
import re
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from api_client import API, ApiClient, Unanswered
from hostile.attack import begin_process
from numbered_catalog import WrongContent, number_of_templates

# The catalog that is read and refreshed, and the environment that asks.
PROBE, ENVIRONMENT = "probe", "1a5"
# A catalog of another environment, at an honest remote.
NEIGHBOUR, NEIGHBOURHOOD = "neighbour", "1a7"
# Without an answer for so long, in seconds, the service hangs.
HANGS = 10
SECONDS_PER_READ = 0.05
SECONDS_PER_REFRESH = 0.5
SECONDS_PER_SAMPLE = 0.2
# Every so many refreshes of the catalog there is something new in it.
REFRESHES_PER_PUSH = 3


@dataclass
class Seen:
    """What a watch saw: seconds by what was asked, memory with its times, and mistakes."""

    seconds: dict = field(default_factory=lambda: {"health": [], "ready": [], "refresh": [], "neighbour": [], "late": []})
    # Kilobytes of the whole family at moments.
    memory: list = field(default_factory=list)
    # The most of it at one moment, process by process, the first of which is the service.
    peak: list = field(default_factory=list)
    mistakes: list = field(default_factory=list)
    processes: int = 0


def family(pid):
    """The process and all that descend from it."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents[int(entry)] = int(Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def programs(pids):
    """Those processes, the first of them the parent, that have become programs of their own: before that a child has its
    parent's memory, which the system then tells twice."""
    lines = {}
    for pid in pids:
        try:
            lines[pid] = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            continue  # It has just ended.
    return [pid for pid in lines if pid == pids[0] or lines[pid] != lines.get(pids[0])]


def proportional_kilobytes(pids):
    """The memory of the processes, what they share counted once."""
    total = 0
    for pid in pids:
        try:
            found = re.search(r"^Pss:\s*(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
            total += int(found.group(1)) if found else 0
        except OSError:
            continue  # It has just ended.
    return total


def processor_seconds(pids):
    """The processor time that the processes have used."""
    ticks = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        except (OSError, IndexError):
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


class Watch:
    """A watch over one running service, from its making until `finish`."""

    def __init__(self, port, pid, source, has_neighbour):
        """`source` is the repository of the probe catalog; nobody else may push to it meanwhile."""
        self._connection, theirs = multiprocessing.Pipe()
        watcher = Watcher(port, pid, source, has_neighbour)
        context = multiprocessing.get_context("fork")
        self._process = context.Process(target=watcher.run, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def finish(self):
        """Ends the watch; what it saw."""
        try:
            self._connection.send("finish")
            seen = self._connection.recv()
        except (OSError, EOFError):
            seen = Seen(mistakes=["the watch ended by itself"])
        self._process.join()
        return seen


class Watcher:
    """What goes on in the process of a watch."""

    def __init__(self, port, pid, source, has_neighbour):
        self._port, self._pid, self._source = port, pid, source
        self._seen = Seen()
        self._ending = threading.Event()
        # The commit that every answer has to show at least.
        self._refreshed = source.last
        self._refreshes = 0
        self._steps = [
            (self._health, SECONDS_PER_READ), (self._ready, SECONDS_PER_READ), (self._refresh, SECONDS_PER_REFRESH),
            (self._sample, SECONDS_PER_SAMPLE), (self._be_late, 0.01),
        ]
        if has_neighbour:
            self._steps.append((self._neighbour, SECONDS_PER_REFRESH))

    def run(self, connection):
        """Watches until it is told to finish, and then tells what it saw."""
        begin_process()
        self._reader = ApiClient(self._port, timeout=HANGS)
        threads = [threading.Thread(target=self._repeat, args=step, daemon=True) for step in self._steps]
        for thread in threads:
            thread.start()
        try:
            connection.recv()
        except EOFError:
            return
        self._ending.set()
        for thread in threads:
            thread.join()
        connection.send(self._seen)

    def _repeat(self, step, pause):
        while not self._ending.is_set():
            try:
                step()
            except (Unanswered, WrongContent) as error:
                self._mistake(f"{step.__name__.strip('_')}: {error}")
                self._ending.wait(0.1)
            except Exception as error:  # An answer without what every answer has.
                self._mistake(f"{step.__name__.strip('_')}: {type(error).__name__}: {error}")
            self._ending.wait(pause)

    def _mistake(self, text):
        if text not in self._seen.mistakes and len(self._seen.mistakes) < 20:
            self._seen.mistakes.append(text)

    def _timed(self, what, ask, status):
        """The answer; how long it took is noted, also when there was none."""
        began = time.monotonic()
        try:
            answer = ask()
        finally:
            seconds = time.monotonic() - began
            self._seen.seconds[what].append(seconds)
        if seconds > HANGS:
            raise WrongContent(f"an answer after {seconds:.1f} s")
        if answer.status != status:
            raise WrongContent(f"answered with {answer.status}: {answer.body[:200]!r}")
        return answer

    def _health(self):
        """Each time on a new connection."""
        client = ApiClient(self._port, timeout=HANGS)
        try:
            self._timed("health", lambda: client.send("GET", "/healthz"), 200)
        finally:
            client.close()

    def _ready(self):
        """A list that was asked for before, on a connection that stays."""
        least = self._refreshed
        answer = self._timed("ready", lambda: self._reader.get(f"/templates?catalogId={PROBE}", ENVIRONMENT), 200)
        number = number_of_templates(PROBE, answer.json()["data"])
        if number < least:
            raise WrongContent(f"commit {number} is served; a refresh up to {least} had returned")

    def _refresh(self):
        """A local catalog's refresh; every now and then there is something new."""
        self._refreshes += 1
        number = self._source.push() if self._refreshes % REFRESHES_PER_PUSH == 0 else self._refreshed
        self._ask_for_refresh("refresh", ENVIRONMENT, PROBE)
        self._refreshed = number

    def _neighbour(self):
        """The refresh of another environment's catalog, whose remote is honest."""
        self._ask_for_refresh("neighbour", NEIGHBOURHOOD, NEIGHBOUR)

    def _ask_for_refresh(self, what, environment, name):
        client = ApiClient(self._port, timeout=HANGS)
        try:
            self._timed(what, lambda: client.refresh(environment, name), 204)
        finally:
            client.close()

    def _sample(self):
        pids = programs(family(self._pid))
        kilobytes = [proportional_kilobytes([pid]) for pid in pids]
        self._seen.memory.append((time.monotonic(), sum(kilobytes)))
        if sum(kilobytes) > sum(self._seen.peak):
            self._seen.peak = kilobytes
        self._seen.processes = max(self._seen.processes, len(pids))

    def _be_late(self):
        """How late this machine lets a process run that wants to: nothing can be measured to be sooner."""
        began = time.monotonic()
        time.sleep(0.01)
        self._seen.seconds["late"].append(time.monotonic() - began - 0.01)
