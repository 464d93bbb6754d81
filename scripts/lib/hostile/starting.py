"""Attacks at a start: remotes that say nothing while the service comes up."""

import shutil
import time

from api_client import API, ApiClient, Unanswered
from hostile.alone import ENVIRONMENT, AloneAttack, service, templates
from hostile.remotes import GIT, HTTP, HostileRemote, silent
from hostile.siege import HonestRemote
from numbered_catalog import BRANCH, NumberedCatalog

# Seconds until the first answer where all is stored, and in a small run, whose machine may have other work.
MOST_STORED, MOST_OF_SMALL = 0.3, 8
# Seconds until the first answer with a catalog that was never stored: its remote's silence counts as an answer after ten.
MOST_NEW = 13


class SilentRemotes(AloneAttack):
    """A restart with five catalogs in the store, whose remotes have fallen silent."""

    name = "start-silent"
    group = "start"
    catalogs = 5

    def run(self, ground):
        for number in range(self.catalogs):
            NumberedCatalog(ground.folder / f"c{number}.git")
        remote = HonestRemote(ground.folder)
        names = [f"c{number}" for number in range(self.catalogs)]
        muster = service(ground.folder, {name: f"{remote.url(f'{name}.git')}#{BRANCH}" for name in names})
        stored = {}
        try:
            self.serve(ground, muster, "honest remotes", lambda _: self._store(ground, muster, names, stored))
        finally:
            remote.stop()
        mute = HostileRemote(silent, GIT, remote.port)
        try:
            for _ in range(1 if ground.small else 3):
                self._restart(ground, muster, stored)
        finally:
            mute.stop()

    @staticmethod
    def _store(ground, muster, names, stored):
        muster.wait_until_ready(60)
        stored |= {name: templates(ground, name) for name in names}

    def _restart(self, ground, muster, stored):
        def check(seconds):
            ground.took("first answer", seconds)
            if seconds > (MOST_OF_SMALL if ground.small else MOST_STORED):
                ground.mistake(f"the first answer came {seconds:.2f} s after the start")
            for name, found in stored.items():
                if not found or templates(ground, name) != found:
                    ground.mistake(f"{name} is not served as it was stored")

        self.serve(ground, muster, "silent remotes", check)


class NewAndSilent(AloneAttack):
    """A first start with one healthy catalog and one whose remote says nothing: never a 404 for what it may have."""

    name = "start-new"
    group = "start"

    def run(self, ground):
        source = NumberedCatalog(ground.folder / "new-source.git")
        mute = HostileRemote(silent, HTTP)
        shutil.rmtree(ground.folder / "data", ignore_errors=True)
        muster = service(
            ground.folder, {"alpha": f"{source.path}#{BRANCH}", "mute": f"{mute.url('mute')}#{BRANCH}"}, "--no-lint")
        try:
            self.serve(ground, muster, "a remote that was never heard", lambda seconds: self._check(ground, seconds))
        finally:
            mute.stop()

    def _check(self, ground, seconds):
        ground.took("first answer", seconds)
        if seconds > MOST_NEW:
            ground.mistake(f"the first answer came {seconds:.1f} s after the start")
        if not templates(ground, "alpha"):
            ground.mistake("the healthy catalog is not served")
        self._read_unknown(ground)

    @staticmethod
    def _read_unknown(ground):
        client, began = ApiClient(ground.port, timeout=5), time.monotonic()
        try:
            status = client.send("GET", f"{API}/templates/mute:t01", ENVIRONMENT).status
            ground.count(f"answers {status} about what was never stored")
            if status == 404:
                ground.mistake("a template of a catalog that was never stored is answered with 404")
        except Unanswered:
            ground.count("reads that wait for what was never stored")
        finally:
            client.close()
        ground.took("wait", time.monotonic() - began)


ATTACKS = [SilentRemotes(), NewAndSilent()]
