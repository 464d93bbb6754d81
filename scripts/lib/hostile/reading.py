"""Attacks that only read: lists of thousands of versions, and files far larger than they look in git."""

import random

from hostile.attack import Attack
from hostile.repositories import COMPOSE, configuration, rancher_compose, template

ENVIRONMENT = "1a21"


class Versions(Attack):
    """Reads everything about a template of five thousand versions."""

    name = "list-versions"
    group = "list"

    @staticmethod
    def number(small):
        """How many versions there are."""
        return 500 if small else 5_000

    def files(self, small):
        folder = f"templates/{self.name}"
        made = {f"{folder}/config.yml": configuration(self.name)}
        for number in range(self.number(small)):
            window = f"    minimum_rancher_version: v1.{number % 7}.{number % 31}\n"
            window += f"    upgrade_from: '>=1.{max(0, number - 50)}.0'\n" if number % 3 == 0 else ""
            made[f"{folder}/{number}/docker-compose.yml"] = COMPOSE
            made[f"{folder}/{number}/rancher-compose.yml"] = rancher_compose(self.name, f"1.{number}.0", more=window)
        return made

    def addresses(self, small):
        """What is read; what is asked for has a server's version of its own each time, so that nothing is ready."""
        name = f"{self.group}:{self.name}"
        server = f"rancherVersion=v1.6.{random.randrange(1 << 31)}"
        version = f"{name}:{random.randrange(self.number(small))}"
        return [
            f"/templateversions?catalogId={self.group}&{server}", f"/templates?catalogId={self.group}&{server}",
            f"/templates/{name}?{server}", f"/templateversions/{version}?{server}", f"/templates?q=hostile&{server}",
            f"/templateversions/{version}/upgradeplan?{server}", f"/templateversions/{version}/questions.schema.json",
        ]

    def run(self, ground):
        self._check_whole(ground)

        def read(number):
            path = random.choice(self.addresses(ground.small))
            waits = path.split("?")[0].rsplit("/", 1)[-1]
            if path.startswith("/templateversions?"):
                # Hundreds of megabytes: nobody keeps them.
                return ground.count("megabytes read", (ground.drain(path, ENVIRONMENT, allowed=(200, 503)) or 0) >> 20)
            own = "q=" in path or waits in ("upgradeplan", "questions.schema.json")
            ground.ask("GET", path, ENVIRONMENT, allowed=(200, 422, 503) if own else (200,))

        ground.together(6, read)

    def _check_whole(self, ground):
        answer = ground.ask("GET", f"/templates/{self.group}:{self.name}", ENVIRONMENT)
        if answer and len(answer.json()["versionLinks"]) != self.number(ground.small):
            ground.mistake(f"the template links {len(answer.json()['versionLinks'])} versions of {self.number(ground.small)}")


class LargeFiles(Attack):
    """Reads a large file by many clients at once, some of whom read slowly or leave."""

    group = "size"
    clients = 12
    # What the version is made of, which is never left out.
    composed = set()

    def path(self):
        """What is read."""
        raise NotImplementedError

    def run(self, ground):
        if self.composed:
            answer = ground.ask("GET", f"/templates/{self.group}:{self.name}:0", ENVIRONMENT, allowed=(200, 404))
            if answer and answer.status == 200 and (lost := self.composed - set(answer.json()["files"])):
                ground.mistake(f"the version is served without {', '.join(sorted(lost))}")

        def read(number):
            headers = {"Accept-Encoding": "gzip"} if number % 2 else {}
            pause, most = (0.02, None) if number % 4 == 2 else (0, 1 << 20 if number % 4 == 3 else None)
            length = ground.drain(self.path(), ENVIRONMENT, headers, pause, most)
            ground.count("megabytes read", (length or 0) >> 20)

        ground.together(self.clients, read)


class LargeVersion(LargeFiles):
    """A version of six files that unpack to 240 MB."""

    name = "size-version"
    composed = {"docker-compose.yml", "rancher-compose.yml"}

    def path(self):
        return f"/templates/{self.group}:{self.name}:0?n={random.randrange(1 << 30)}"

    def files(self, small):
        content = b"large as life\n" * ((40 << 20) // 14)
        return template(self.name) | {f"templates/{self.name}/0/file-{number}.txt": content for number in range(6)}


class LargeCompose(LargeFiles):
    """A version whose compose file is 40 MB."""

    name = "size-compose"
    composed = {"docker-compose.yml"}

    def path(self):
        return f"/templates/{self.group}:{self.name}:0?n={random.randrange(1 << 30)}"

    def files(self, small):
        return template(self.name, COMPOSE + b"# a comment in the way\n" * ((40 << 20) // 23))

    def run(self, ground):
        ground.ask(
            "POST", f"/templateversions/{self.group}:{self.name}:0?action=compile", ENVIRONMENT, {}, (200, 404, 422, 503))
        super().run(ground)


class LargeReadme(LargeFiles):
    """A README of 50 MB."""

    name = "size-readme"

    def path(self):
        return f"/templates/{self.group}:{self.name}?readme"

    def files(self, small):
        return template(self.name) | {f"templates/{self.name}/README.md": b"# Read me\n" * ((50 << 20) // 10)}


class LargeIcon(LargeFiles):
    """An icon of 50 MB."""

    name = "size-icon"

    def path(self):
        return f"/templates/{self.group}:{self.name}?image"

    def files(self, small):
        icon = b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<desc>large</desc>\n" * ((50 << 20) // 19) + b"</svg>"
        return template(self.name) | {f"templates/{self.name}/catalogIcon-{self.name}.svg": icon}


ATTACKS = [Versions(), LargeVersion(), LargeCompose(), LargeReadme(), LargeIcon()]
