"""Catalogs whose every commit carries its number in everything a client can read.

An answer that mixes two commits, or that is older than it may be, shows it in the numbers.
"""

import json
import re
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

BRANCH = "main"
CATEGORIES = ("Storage", "Networking", "Monitoring")
VERSIONS = ("1.0.0", "1.1.0", "1.2.0")
# The newest version is only for servers from here on.
NEWEST_NEEDS = "v1.6.0"
# Templates that every commit has. Up to two more come and go with the number.
LASTING_TEMPLATES = 30


class WrongContent(Exception):
    """An answer holds what no single commit holds."""


def template_count(number):
    """How many templates commit `number` has."""
    return LASTING_TEMPLATES + number % 3


def template_name(index):
    """The folder name of the template at `index`."""
    return f"t{index:02}"


def template_base(index):
    """The base of the template at `index`: every fifth is an infra template."""
    return "infra" if index % 5 == 0 else ""


def template_id(catalog, index):
    """The id of the template at `index` in the catalog called `catalog`."""
    base = template_base(index)
    return f"{catalog}:{base}*{template_name(index)}" if base else f"{catalog}:{template_name(index)}"


def template_category(index):
    """The category of the template at `index`."""
    return CATEGORIES[index % len(CATEGORIES)]


class NumberedCatalog:
    """A bare git repository of templates. Its commits are numbered from 1, without gaps."""

    def __init__(self, path):
        """Makes the repository at `path`, with its first commit."""
        self.path = Path(path)
        self._lock = threading.Lock()
        self._numbers = {}
        self._last = 0
        self._started = 0
        subprocess.run(["git", "init", "-q", "--bare", "-b", BRANCH, str(path)], check=True)
        self.push()

    @property
    def last(self):
        """The number of the newest commit that is surely in the repository."""
        return self._last

    @property
    def started(self):
        """The number of the newest commit that may be in the repository."""
        return self._started

    def push(self):
        """Commits the next number, and returns it."""
        with self._lock:
            number = self._started = self._last + 1
            self._git("fast-import", "--quiet", input=commit_stream(number))
            self._numbers[self._git("rev-parse", BRANCH).decode().strip()] = number
            self._last = number
            # As `git commit` and a git server do from time to time.
            self._git("-c", "gc.autoDetach=false", "gc", "--auto", "--quiet")
            return number

    def number(self, commit):
        """The number of a commit id; waits for a push that is under way. None for an id that was never committed."""
        if commit not in self._numbers:
            with self._lock:
                pass
        return self._numbers.get(commit)

    def _git(self, *arguments, input=None):
        command = ["git", "-C", str(self.path), *arguments]
        return subprocess.run(command, input=input, stdout=subprocess.PIPE, check=True).stdout


def commit_stream(number):
    """What `git fast-import` reads for commit `number`: every file anew."""
    lines = [f"commit refs/heads/{BRANCH}", f"committer Numbers <numbers@example.org> {int(time.time())} +0000"]
    parts = ["\n".join(lines).encode() + b"\n", data(f"commit {number}")]
    if number > 1:
        parts.append(f"from refs/heads/{BRANCH}^0\n".encode())
    parts.append(b"deleteall\n")
    for index in range(template_count(number)):
        for path, text in template_files(index, number).items():
            parts += [f"M 100644 inline {path}\n".encode(), data(text)]
    return b"".join(parts)


def data(text):
    """A `data` command of the fast-import format."""
    content = text.encode()
    return b"data %d\n%s\n" % (len(content), content)


def template_files(index, number):
    """The files of one template in commit `number`: text by path."""
    name = template_name(index)
    top = "infra-templates" if template_base(index) else "templates"
    folder = f"{top}/{name}"
    files = {
        f"{folder}/config.yml": (
            f"name: Template {name}\ndescription: commit {number}\nversion: {VERSIONS[-1]}\n"
            f"category: {template_category(index)}\n"
        ),
        f"{folder}/catalogIcon-{name}.svg": icon(number),
        f"{folder}/README.md": f"# Template {name}\n\ncommit {number}\n",
    }
    for revision, version in enumerate(VERSIONS):
        files[f"{folder}/{revision}/docker-compose.yml"] = docker_compose(index, number)
        files[f"{folder}/{revision}/rancher-compose.yml"] = rancher_compose(index, number, version)
    return files


def icon(number):
    """An icon that holds the number."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><desc>commit {number}</desc></svg>\n'


def docker_compose(index, number):
    """A compose file that holds the number; some are long, so that answers of several sizes are served."""
    environment = "".join(f"      SETTING_{line}: value of setting {line}\n" for line in range(index * 8))
    return (
        "version: '2'\nservices:\n  app:\n    image: example/app:1\n"
        f"    labels:\n      io.example.commit: commit {number}\n"
        f"    environment:\n      NAME: {template_name(index)}\n{environment}"
    )


def rancher_compose(index, number, version):
    """The file with the catalog block: the number is the default of its question."""
    window = f"    minimum_rancher_version: {NEWEST_NEEDS}\n" if version == VERSIONS[-1] else ""
    return (
        "version: '2'\ncatalog:\n"
        f"    name: Template {template_name(index)}\n    version: {version}\n{window}"
        "    questions:\n      - variable: COMMIT\n        label: Commit\n        type: string\n"
        f"        default: commit {number}\n"
        "services:\n  app:\n    scale: 1\n"
    )


def number_in(text):
    """The one number that stands in a text as `commit N`."""
    found = set(re.findall(r"\bcommit (\d+)\b", text))
    if len(found) != 1:
        raise WrongContent(f"expected one commit number, found {sorted(found)} in {text[:200]!r}")
    return int(found.pop())


def number_of_templates(catalog, templates, shown=lambda index: True):
    """The number of the one commit that a list's templates of a catalog come from.

    `shown` says which templates the list was asked for. Raises `WrongContent` when they are not exactly those of one
    commit.
    """
    numbers = {number_in(template["description"]) for template in templates}
    if len(numbers) != 1:
        raise WrongContent(f"the templates of {catalog} come from commits {sorted(numbers)}")
    number = numbers.pop()
    expected = Counter(template_id(catalog, index) for index in range(template_count(number)) if shown(index))
    served = Counter(template["id"] for template in templates)
    if served != expected:
        missing, extra = sorted(expected - served), sorted(served - expected)
        raise WrongContent(f"commit {number} of {catalog}: {missing} are missing, {extra} too many")
    return number


def number_of_version(body):
    """The number of the one commit that a version's files and questions come from."""
    version = json.loads(body)
    if set(version["files"]) != {"docker-compose.yml", "rancher-compose.yml"}:
        raise WrongContent(f"{version['id']} has the files {sorted(version['files'])}")
    texts = list(version["files"].values()) + [question["default"] for question in version["questions"]]
    numbers = {number_in(text) for text in texts}
    if len(numbers) != 1:
        raise WrongContent(f"the files of {version['id']} come from commits {sorted(numbers)}")
    return numbers.pop()
