"""One service, attacked for a while, and watched all the while."""

import multiprocessing
import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field

from api_client import ApiClient, Unanswered
from hostile.attack import Ground, begin_process
from hostile.measure import Bars
from hostile.repositories import make_repository
from hostile.watch import ENVIRONMENT, NEIGHBOUR, NEIGHBOURHOOD, PROBE, Seen, Watch, family, processor_seconds
from muster_process import DidNotStart, MusterProcess, free_port
from numbered_catalog import BRANCH, NumberedCatalog

# Seconds after which an attack that has not ended is ended, beyond its time and what it may wait for.
GRACE = 20
# Seconds until the service has nothing left to do after the attackers have left, and until it stops when told to.
UNTIL_REST, UNTIL_STOP = 15, 10
# Less than this much of a core is nothing to do.
AT_REST = 0.25


@dataclass
class Outcome:
    """What came of one siege."""

    name: str
    seen: Seen = field(default_factory=Seen)
    counts: dict = field(default_factory=dict)
    slowest: dict = field(default_factory=dict)
    seconds: dict = field(default_factory=dict)
    mistakes: list = field(default_factory=list)


def attack_in_process(attack, ground, connection):
    """The main function of an attack's process."""
    begin_process()
    # Attackers are other machines: what they take of this one's cores is none of the service's doing.
    os.nice(19)
    try:
        attack.run(ground)
    except Exception as error:  # Whatever it is, the report has to tell of it.
        ground.mistake(f"{type(error).__name__}: {error}")
    connection.send((dict(ground.counts), dict(ground.slowest), ground.mistakes))


class AttackProcess:
    """An attack under way."""

    def __init__(self, attack, ground):
        self.attack, self._ground = attack, ground
        self._connection, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork")
        self._process = context.Process(target=attack_in_process, args=(attack, ground, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def finish(self, outcome):
        """Waits until it has ended, and adds what came of it."""
        most = max(0, self._ground.left) + GRACE + (self._ground.longest if self._ground.waits else 0)
        try:
            if not self._connection.poll(most):
                raise EOFError
            counts, slowest, mistakes = self._connection.recv()
        except (OSError, EOFError):
            outcome.mistakes.append(f"{self.attack.name}: the attack did not end by itself")
            counts, slowest, mistakes = {}, {}, []
        self.kill()
        for what, number in counts.items():
            outcome.counts[what] = outcome.counts.get(what, 0) + number
        for what, seconds in slowest.items():
            outcome.slowest[what] = max(seconds, outcome.slowest.get(what, 0))
        outcome.mistakes += [f"{self.attack.name}: {mistake}" for mistake in mistakes]

    def kill(self):
        """Ends it."""
        self._process.kill()
        self._process.join()


class HonestRemote:
    """A git server that behaves, for a catalog of somebody who attacks nobody."""

    def __init__(self, folder):
        self._port = free_port()
        self._process = subprocess.Popen(
            ["git", "daemon", "--listen=127.0.0.1", f"--port={self._port}", f"--base-path={folder}", "--export-all", "--reuseaddr"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    @property
    def port(self):
        """The port that it listens on."""
        return self._port

    def url(self, name):
        """The address of a repository in the folder."""
        return f"git://127.0.0.1:{self._port}/{name}"

    def stop(self):
        """Ends it, with the processes that it has started."""
        try:
            os.killpg(self._process.pid, 15)
        except ProcessLookupError:
            pass
        self._process.wait()


class Siege:
    """Attacks on one service, all at once."""

    def __init__(self, name, folder, attacks, options, beside, bars):
        """`beside` are catalogs that are served too: their data directory, and `NAME` to `URL#BRANCH`."""
        self.name, self.folder, self.attacks = name, folder, attacks
        self._small, self._seconds, self._waits, self._longest = options
        self._data, self._others = beside
        self._bars = bars
        self.outcome = Outcome(name)

    def run(self):
        """Attacks; what came of it."""
        self.folder.mkdir()
        source, honest, muster, processes = self._prepare()
        remote = HonestRemote(self.folder)
        try:
            self._start(muster, remote, honest)
            self._attack(muster, source, processes)
            if not muster.has_ended and all(attack.leaves_nothing for attack in self.attacks):
                self._leave(muster)
        except (DidNotStart, Unanswered, OSError) as error:
            self.outcome.mistakes.append(f"{type(error).__name__}: {error}")
        finally:
            for process in processes:
                process.kill()
            self._stop(muster)
            remote.stop()
        self._bars.judge(self.outcome, refreshes=all(attack.refreshes for attack in self.attacks))
        return self.outcome

    def _prepare(self):
        source = NumberedCatalog(self.folder / "probe.git")
        honest = NumberedCatalog(self.folder / "neighbour.git")
        catalogs = {PROBE: f"{source.path}#{BRANCH}"} | self._others
        for group in sorted({attack.group for attack in self.attacks}):
            files = {}
            for attack in self.attacks:
                files |= attack.files(self._small) if attack.group == group else {}
            if files:
                make_repository(self.folder / f"{group}.git", files)
                catalogs[group] = f"{self.folder / group}.git#{BRANCH}"
        options = [] if any(attack.lints for attack in self.attacks) else ["--no-lint"]
        if self._data:
            shutil.copytree(self._data, self.folder / "data")
        return source, honest, MusterProcess(self.folder, catalogs, 5, *options), []

    def _start(self, muster, remote, honest):
        began = time.monotonic()
        muster.spawn()
        muster.wait_until_ready(120)
        self.outcome.seconds["start"] = time.monotonic() - began
        client = ApiClient(muster.port)
        answer = client.create(NEIGHBOURHOOD, NEIGHBOUR, remote.url(honest.path.name), BRANCH)
        if answer.status == 200:
            answer = client.refresh(NEIGHBOURHOOD, NEIGHBOUR)
        # From now on the list is ready, for it was asked for before.
        client.get(f"/templates?catalogId={PROBE}", ENVIRONMENT)
        client.close()
        if answer.status != 204:
            self.outcome.mistakes.append(f"the neighbour's catalog: {answer.status} {answer.body[:200]!r}")

    def _attack(self, muster, source, processes):
        watch = Watch(muster.port, muster.pid, source, has_neighbour=True)
        began = time.monotonic()
        for attack in self.attacks:
            ground = Ground(self.folder, muster.port, self._small, self._seconds, self._waits, self._longest)
            processes.append(AttackProcess(attack, ground))
        for process in processes:
            process.finish(self.outcome)
        self.outcome.seconds["attack"] = time.monotonic() - began
        self.outcome.seen = watch.finish()
        if muster.has_ended:
            self.outcome.mistakes.append(f"the service ended by itself; the end of its log:\n{muster.last_log_lines(8)}")

    def _leave(self, muster):
        """Waits until the service has nothing left to do."""
        began = time.monotonic()
        while time.monotonic() - began < UNTIL_REST:
            before = processor_seconds(family(muster.pid))
            time.sleep(1)
            if processor_seconds(family(muster.pid)) - before < AT_REST:
                self.outcome.seconds["rest"] = time.monotonic() - began
                return
        self.outcome.seconds["rest"] = UNTIL_REST
        self.outcome.mistakes.append(f"the service still works {UNTIL_REST} s after the last client has left")

    def _stop(self, muster):
        if muster.has_ended:
            return
        began = time.monotonic()
        try:
            status = muster.stop(UNTIL_STOP)
            if status:
                self.outcome.mistakes.append(f"the service stopped with status {status}")
        except subprocess.TimeoutExpired:
            self.outcome.mistakes.append(f"the service did not stop within {UNTIL_STOP} s")
            muster.kill()
        self.outcome.seconds["stop"] = time.monotonic() - began
