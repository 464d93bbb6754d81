"""Attacks of operators: files that are half-written, wrong or gone, and repositories that are damaged while they are served."""

import json
import os
import shutil
import subprocess
import threading
from pathlib import Path

from hostile.alone import ENVIRONMENT, AloneAttack, service, templates
from muster_process import find_binary
from numbered_catalog import BRANCH, NumberedCatalog


class ConfigurationFile(AloneAttack):
    """A `repo.json` that is wrong in many ways, while the service runs and when it starts."""

    name = "file-configuration"
    group = "file"

    def run(self, ground):
        self._sources = {name: NumberedCatalog(ground.folder / f"{name}.git") for name in ("alpha", "beta")}
        self._path = ground.folder / "repo.json"
        self._write(self._good())
        muster = service(ground.folder, {}, "--config", str(self._path), "--no-lint")
        self.serve(ground, muster, "a good repo.json", lambda _: self._while_running(ground))
        for what, content, served in self._wrong()[:4 if ground.small else None]:
            self._write(content)
            self.serve(ground, muster, f"{what}, at a start", lambda seconds: self._at_start(ground, what, served, seconds))
            self._write(self._good())

    def _while_running(self, ground):
        ground.ask("POST", "/templates?action=refresh", allowed=(204,))
        self._check(ground, "a good repo.json", ("alpha", "beta"))
        for what, content, served in self._wrong():
            self._write(content)
            # Whether the refresh of what is left fails for it is for the service to say.
            ground.ask("POST", "/templates?action=refresh", allowed=(204, 500))
            self._check(ground, f"{what}, while it runs", served)
            self._write(self._good())
            ground.ask("POST", "/templates?action=refresh", allowed=(204,))
            self._check(ground, f"a good repo.json after {what}", ("alpha", "beta"))

    def _at_start(self, ground, what, served, seconds):
        ground.took("start", seconds)
        self._check(ground, f"{what}, at a start", served)

    def _entry(self, name):
        return {"url": str(self._sources[name].path), "branch": BRANCH}

    def _good(self):
        return json.dumps({"catalogs": {name: self._entry(name) for name in self._sources}})

    def _wrong(self):
        """What is wrong, the content, and the catalogs that have to be served all the same; the most telling first."""
        both, good = ("alpha", "beta"), self._good()
        entries = (
            ("an entry that is null", None), ("an entry without URL", {"branch": BRANCH}), ("an entry that is empty", {}),
            ("an entry with an empty URL", {"url": ""}), ("an entry with a number for its URL", {"url": 7}),
            ("an entry that is a text", "x"), ("an entry that is a list", []), ("an entry with a URL that is none", {"url": "\0:\n"}),
            ("an entry with a branch that is null", {"url": str(self._sources["beta"].path), "branch": None}),
        )
        found = [
            (what, json.dumps({"catalogs": {"alpha": self._entry("alpha"), "beta": entry}}), ("alpha",))
            for what, entry in entries
        ]
        whole = [
            ("an empty repo.json", "", both), ("a half-written repo.json", good[:len(good) // 2], both),
            ("no repo.json", None, both), ("a repo.json that is a list", "[]", both), ("a repo.json of zeros", "\0" * 512, both),
            ("a repo.json with catalogs that are null", '{"catalogs": null}', both), ("a repo.json of brackets", "[" * 100_000, both),
            ("a repo.json that is no text", "\udcff\udcfe", both), ("a folder for a repo.json", Path(), both),
        ]
        return [found[0], *whole[:3], *found[1:], *whole[3:]]

    def _write(self, content):
        """Replaces the file: by a text, by nothing for None, or by a folder for a path."""
        if self._path.is_dir():
            self._path.rmdir()
        self._path.unlink(missing_ok=True)
        if isinstance(content, Path):
            self._path.mkdir()
        elif content is not None:
            self._path.write_bytes(content.encode("utf-8", "surrogateescape"))

    @staticmethod
    def _check(ground, what, served):
        for name in served:
            found = templates(ground, name)
            if not found:
                ground.mistake(f"{what}: {name} is not served")


class CredentialsFile(AloneAttack):
    """A file of credentials that is wrong when the service starts; what is stored is served all the same."""

    name = "file-credentials"
    group = "file"

    WRONG = (
        ("half-written credentials", '[{"prefix": "https://exam'), ("empty credentials", ""), ("no credentials file", None),
        ("credentials that are null", "null"), ("credentials with null entries", "[null, {}, 7]"),
        ("credentials that others may read", "[]"),
    )

    def run(self, ground):
        source = NumberedCatalog(ground.folder / "alpha.git")
        path = ground.folder / "credentials.json"
        muster = service(ground.folder, {"alpha": f"{source.path}#{BRANCH}"}, "--credentials", str(path), "--no-lint")
        for what, content in (("good credentials", "[]"), *self.WRONG[:3 if ground.small else None]):
            path.unlink(missing_ok=True)
            if content is not None:
                path.write_text(content)
                path.chmod(0o644 if "others" in what else 0o600)
            self.serve(ground, muster, what, lambda seconds: self._check(ground, what, seconds))

    @staticmethod
    def _check(ground, what, seconds):
        ground.took("start", seconds)
        if what == "good credentials":
            ground.ask("POST", "/templates?action=refresh", ENVIRONMENT, allowed=(204,))
        if not templates(ground, "alpha"):
            ground.mistake(f"{what}: the catalog is not served")


def loosen(path):
    """Makes every object of a repository a file of its own."""
    packs = list((path / "objects/pack").glob("*.pack"))
    for pack in packs:
        pack.rename(path / pack.name)
    for pack in packs:
        for other in (path / "objects/pack").glob(f"{pack.stem}.*"):
            other.unlink()
        with open(path / pack.name, "rb") as content:
            subprocess.run(["git", "-C", str(path), "unpack-objects", "-q"], stdin=content, check=True)
        (path / pack.name).unlink()


def objects(path, kind, revision="HEAD"):
    """The files of the loose objects of a kind that a commit has and the one before has not."""
    loosen(path)
    command = ["git", "-C", str(path), "rev-list", "--objects", revision, f"^{revision}~1"]
    for line in subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines():
        name = line.split()[0]
        file = path / "objects" / name[:2] / name[2:]
        found = subprocess.run(["git", "-C", str(path), "cat-file", "-t", name], stdout=subprocess.PIPE, check=True, text=True)
        if found.stdout.strip() == kind and file.exists():
            yield file


def cut_object(kind):
    """A damage: an object of the newest commit is cut off in the middle."""
    def damage(path):
        file = next(objects(path, kind))
        file.chmod(0o600)
        os.truncate(file, max(1, file.stat().st_size * 2 // 3))
    return damage


def overwrite(name, content):
    """A damage: a file has another content."""
    def damage(path):
        (path / name).write_bytes(content)
    return damage


def remove(*names):
    """A damage: files or folders are gone."""
    def damage(path):
        for name in names:
            target = path / name
            shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
    return damage


def cut_pack(path):
    """A damage: all packs are cut off in the middle."""
    subprocess.run(["git", "-C", str(path), "repack", "-adq"], check=True)
    for file in (path / "objects/pack").glob("*.pack"):
        file.chmod(0o600)
        os.truncate(file, file.stat().st_size // 2)


def make_folder(path):
    """A damage: an empty folder stands where the repository was."""
    shutil.rmtree(path)
    path.mkdir()


def lead_astray(path):
    """A damage: HEAD and the branch name each other, and a commit that there is not."""
    (path / "HEAD").write_text("ref: refs/heads/main\n")
    remove("packed-refs")(path)
    (path / "refs/heads/main").write_text("ref: HEAD\n")


DAMAGES = {
    "cut-blob": cut_object("blob"), "cut-tree": cut_object("tree"), "cut-commit": cut_object("commit"),
    "no-objects": remove("objects"), "no-head": remove("HEAD"), "empty-head": overwrite("HEAD", b""),
    "bad-config": overwrite("config", b"[core\n\xff"), "no-refs": remove("refs", "packed-refs"), "cut-pack": cut_pack,
    "empty-folder": make_folder, "zero-head": overwrite("HEAD", b"\0" * 4096), "no-repository": remove("HEAD", "objects", "refs"),
    "astray": lead_astray, "lost-commit": lambda path: (path / "refs/heads/main").write_text("1" * 40 + "\n"), "gone": shutil.rmtree,
}


class DamagedRepository(AloneAttack):
    """Local repositories that are damaged while they are served: the last snapshot stays, with an error that says so."""

    name = "file-damage"
    group = "file"
    # Seconds until the refresh of a damaged repository has failed.
    until_failed = 20

    def run(self, ground):
        sources = {name: NumberedCatalog(ground.folder / f"{name}.git") for name in DAMAGES}
        catalogs = {name: f"{source.path}#{BRANCH}" for name, source in sources.items()}
        muster = service(ground.folder, catalogs, "--no-lint")
        before = {}
        self.serve(ground, muster, "whole repositories", lambda _: self._damage(ground, sources, before))
        self.serve(
            ground, muster, "a start with damaged repositories", lambda _: self._check(ground, before, " after a restart"))

    def _damage(self, ground, sources, before):
        ground.ask("POST", "/templates?action=refresh", ENVIRONMENT, allowed=(204,))
        for name, damage in DAMAGES.items():
            before[name] = templates(ground, name)
            sources[name].push()
            damage(sources[name].path)
        threads = [threading.Thread(target=self._refresh, args=(ground, name), daemon=True) for name in DAMAGES]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._check(ground, before, "")

    def _refresh(self, ground, name):
        ground.ask(
            "POST", f"/catalogs/{name}?action=refresh", ENVIRONMENT, allowed=(500,), longest=self.until_failed, leaves=False)
        answer = ground.ask("GET", f"/catalogs/{name}", ENVIRONMENT)
        if answer and (answer.json()["state"] != "error" or not answer.json()["transitioningMessage"]):
            ground.mistake(f"{name}: the catalog is {answer.json()['state']}: {answer.json()['transitioningMessage']!r}")

    @staticmethod
    def _check(ground, before, when):
        for name, found in before.items():
            now = templates(ground, name)
            if now != found:
                ground.mistake(f"{name}{when}: {len(now or ())} templates are served, not the {len(found or ())} of the last snapshot")


class DamagedCheckout(AloneAttack):
    """`muster lint --since` over a repository whose older commit is damaged ends, and not by a signal."""

    name = "file-checkout"
    group = "file"

    def run(self, ground):
        source = NumberedCatalog(ground.folder / "checkout-source.git")
        source.push()
        checkout = ground.folder / "checkout"
        for kind in ("blob", "tree", "commit"):
            shutil.rmtree(checkout, ignore_errors=True)
            subprocess.run(["git", "clone", "-q", "-n", "--no-hardlinks", str(source.path), str(checkout)], check=True)
            subprocess.run(["git", "-C", str(checkout), "checkout", "-q", "HEAD"], check=True)
            file = next(objects(checkout / ".git", kind), None)
            if file is None:
                continue
            file.chmod(0o600)
            os.truncate(file, max(1, file.stat().st_size * 2 // 3))
            self._lint(ground, checkout, kind)

    @staticmethod
    def _lint(ground, checkout, kind):
        command = [str(find_binary()), "lint", ".", "--name", "c", "--since", "HEAD"]
        try:
            ended = subprocess.run(command, cwd=checkout, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=30)
            ground.count(f"lint ended with {ended.returncode}")
            if ended.returncode < 0:
                ground.mistake(f"lint --since over a cut {kind} was ended by signal {-ended.returncode}")
        except subprocess.TimeoutExpired:
            ground.mistake(f"lint --since over a cut {kind} did not end within 30 s")


ATTACKS = [ConfigurationFile(), CredentialsFile(), DamagedRepository(), DamagedCheckout()]
