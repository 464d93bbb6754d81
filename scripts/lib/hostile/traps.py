"""Attacks of single values: numbers, dates, versions and sizes at the ends of what a machine can count."""

import io
import json
import subprocess
import tarfile
import time

from hostile.alone import ENVIRONMENT, AloneAttack, service
from hostile.repositories import COMPOSE, configuration, make_repository, rancher_compose
from muster_process import find_binary
from numbered_catalog import BRANCH

LEAST, MOST, BEYOND = "-9223372036854775808", "9223372036854775807", "9223372036854775808"
EXPRESSIONS = (
    f'now | dateModify "{BEYOND}ns{BEYOND}ns" | date "2006"', f'now | dateModify "{MOST}ns{MOST}ns" | date "2006"',
    f'now | dateModify "{LEAST}ns" | date "2006"',
    'now | dateModify "9999999h" | dateModify "2562047h" | dateModify "2562047h" | date "2006-01-02T15:04:05.999999999Z07:00"',
    f'date "2006" {MOST}', f'date "2006" {LEAST}', f'htmlDate {LEAST}', f'dateInZone "2006" {MOST} "UTC"',
    'dateInZone "2006" now "../../../etc/passwd"', f'date "{"2006" * 400}" now', 'date ".000000000000000000000" now',
    f'until {MOST}', f'until {LEAST}', f'untilStep {LEAST} {MOST} 1', f'untilStep 0 {MOST} {LEAST}', f'untilStep {MOST} {LEAST} -1',
    f'untilStep 0 10 0', f'repeat {MOST} "ab"', f'repeat {LEAST} "ab"', f'trunc {LEAST} "ab"', f'trunc {MOST} "ab"',
    f'substr {LEAST} {MOST} "ab"', f'substr {MOST} {LEAST} "ab"', f'substr 2 1 "ab"', f'abbrev {MOST} "ab"', f'abbrev {LEAST} "ab"',
    f'abbrevboth {LEAST} {MOST} "abcdefghij"', f'abbrevboth {MOST} {MOST} "abcdefghij"', f'wrap {LEAST} "a b"', f'wrap {MOST} "a b"',
    f'wrapWith {LEAST} "" "a b"', f'indent {MOST} "a"', f'indent {LEAST} "a"', f'randAlpha {MOST}', f'randAscii {LEAST}',
    f'div {LEAST} -1', f'mod {LEAST} -1', 'div 1 0', 'mod 1 0', f'mul {MOST} {MOST}', f'mul {LEAST} -1', f'add {MOST} {MOST}',
    f'sub {LEAST} {MOST}', f'add1 {MOST}', f'max {LEAST} {MOST}', 'int 1e300', 'int64 -1e300', 'int "1e400"', 'float64 "nan" | int',
    'float64 "inf" | int64', f'atoi "{BEYOND}"', f'int64 "{BEYOND}"', f'printf "%{MOST}d" 1', f'printf "%.{MOST}f" 1.5',
    f'printf "%[{MOST}]d" 1', 'printf "%[0]d%[-1]d%[99]d" 1', f'printf "%*d" {LEAST} 1', f'printf "%*d" {MOST} 1', f'printf "%c" {MOST}',
    f'printf "%c%U" {LEAST} {LEAST}', f'printf "%x %o %b" {LEAST} {LEAST} {LEAST}', 'printf "%e %g" 1e308 5e-324', f'index (tuple 1 2) {MOST}',
    f'index (tuple 1 2) {LEAST}', f'index "ab" {MOST}', f'slice "abc" {LEAST} {MOST}', 'slice "abc" 2 1', f'slice (tuple 1 2) 0 {MOST}',
    f'split "" "ab"', f'join "" (tuple {LEAST})', 'genPrivateKey "dsa"', 'b64dec "===="', 'b32dec "1"', f'len (until {MOST})',
    'replace "" "x" "abc"', 'title "\\xff\\xfe"', 'initials "\\u0000 \\U0010FFFF"', 'printf "%q" "\\xed\\xa0\\x80"', 'plural "" "" -1',
    f'{LEAST} | print', f'{BEYOND} | print', '0x8000000000000000 | print', '1e999 | print', "'\\U00110000' | print",
    f'now.AddDate {MOST} {MOST} {MOST}', 'now.Format "2006"', f'printf "%v" now | trunc {MOST}', 'env "HOME" | repeat 9', 'call 1',
)
VALUES = (
    LEAST, BEYOND, "0x8000000000000000", "-0b1" + "0" * 64, "0o7777777777777777777777", "1e999", ".inf", "-.nan", "190:20:30.15",
    "99999999999999999999:59:59", "2001-02-29", "9999-99-99T99:99:99.999999999999Z", "!!int x", "!!float .", "!!binary =", "!!timestamp 1",
    "1_000_000_000_000_000_000_000", "+.", "~",
)
VERSIONS = ("99999999999999999999.1.1", f"{MOST}.{MOST}.{MOST}", f"{BEYOND}.0.0", "0.0.0-" + "9" * 400, "1.0.0+" + "x" * 400, "v1..-")
WINDOWS = (f">={BEYOND}.x", f"^{MOST}.{MOST}.{MOST}", "~1.2.3-99999999999999999999", ">= 1 || || <", "x" * 300, f"1.x - {BEYOND}")


def trap_files():
    """A catalog whose every template has one value in it that something may stumble over."""
    made = {".muster-lint.yml": f"rancherVersions: ['v{BEYOND}.1.1']\nrules:\n  MU014: {MOST}\n".encode()}
    for number, expression in enumerate(EXPRESSIONS):
        text = f"version: '2'\nservices:\n  app:\n    image: example/app:1.0.0\n    labels:\n      trap: '{{{{{expression}}}}}'\n"
        made |= trap(f"e{number:03}", compose=text.encode(), file="docker-compose.yml.tpl")
    for number, value in enumerate(VALUES):
        compose = COMPOSE + f"    ports: [{value}:80, '{value}']\n    mem_limit: {value}\n    labels: {{a: {value}}}\n".encode()
        made |= trap(f"v{number:03}", compose=compose, questions=trap_question(value), scale=value)
    for number, version in enumerate(VERSIONS):
        window = f"    minimum_rancher_version: v{version}\n    maximum_rancher_version: '{version}'\n"
        made |= trap(f"w{number:03}", version=version, more=f"{window}    upgrade_from: '{WINDOWS[number % len(WINDOWS)]}'\n")
    made["project-templates/p/config.yml"] = configuration("p")
    made["project-templates/p/0/project.yml"] = f"name: p\nstacks: [{{name: {MOST}, templateId: 'trap:e000:{BEYOND}'}}, null]\n".encode()
    return made


def trap(name, compose=COMPOSE, file="docker-compose.yml", version="1.0.0", questions="", more="", scale="1"):
    """The files of a template with a trap in it."""
    rancher = rancher_compose(name, version, questions, more).replace(b"scale: 1", f"scale: {scale}".encode())
    folder = f"templates/{name}"
    return {
        f"{folder}/config.yml": configuration(name, version), f"{folder}/0/{file}": compose,
        f"{folder}/0/rancher-compose.yml": rancher,
    }


def trap_question(value):
    """A question with a value wherever one may stand."""
    names = ("min", "max", "minLength", "maxLength", "default", "validChars", "required")
    lines = "".join(f"        {name}: {value}\n" for name in names)
    return f"      - variable: V\n        label: V\n        type: int\n        options: [{value}]\n{lines}"


class Traps(AloneAttack):
    """A catalog full of them: linted in the background, compiled, and there again after every restart."""

    name = "trap-catalog"
    group = "trap"

    def run(self, ground):
        path = ground.folder / "trap.git"
        make_repository(path, trap_files())
        muster = service(ground.folder, {"trap": f"{path}#{BRANCH}"})
        for turn in range(2 if ground.small else 3):
            self.serve(ground, muster, f"start {turn + 1}", lambda _: self._use(ground, muster, turn))

    def _use(self, ground, muster, turn):
        muster.wait_until_ready(60)
        if turn == 0:
            self._compile(ground, muster)
        self._wait_for_lint(ground, muster, turn)

    @staticmethod
    def _compile(ground, muster):
        answer = ground.ask("GET", "/templateversions?catalogId=trap", ENVIRONMENT)
        found = [version["id"] for version in answer.json()["data"]] if answer and answer.status == 200 else []
        ground.count("versions", len(found))

        def act(identity):
            if not muster.has_ended:
                ground.ask("POST", f"/templateversions/{identity}?action=compile", ENVIRONMENT, {}, (200, 422, 503))
                ground.ask("GET", f"/templateversions/{identity}", ENVIRONMENT)

        # One after the other, so that the one is named that it falls over.
        for identity in found:
            act(identity)

    @staticmethod
    def _wait_for_lint(ground, muster, turn):
        """Waits until all was linted; in small runs only at the first start, and not for long."""
        end = time.monotonic() + (3 if turn else 15) if ground.small else time.monotonic() + 120
        while time.monotonic() < end and not muster.has_ended:
            answer = ground.ask("GET", "/catalogs/trap", ENVIRONMENT)
            if answer and answer.status == 200 and answer.json().get("lint", {}).get("commit") == answer.json()["commit"]:
                return ground.count("linted to the end")
            time.sleep(0.2)
        if not ground.small and not muster.has_ended:
            ground.mistake("lint did not end within two minutes")


class TrapFiles(AloneAttack):
    """Archives and documents with sizes that nothing has, read by the command line: no signal may end it."""

    name = "trap-files"
    group = "trap"

    SIZES = (b"-0000000010\0", b"77777777777\0", b"\x80" + b"\x7f" + b"\xff" * 10, b"\xff" * 12, b"+0000000010\0", b" " * 12, b"\0" * 12)

    def run(self, ground):
        self._archives(ground)
        self._folders(ground)

    def _archives(self, ground):
        for number, size in enumerate(self.SIZES):
            path = ground.folder / f"size-{number}.tar"
            path.write_bytes(self._archive(size))
            self._expect_end(ground, ["bundle", "--verify", str(path)], f"an archive with the size {size!r}")
        for number, value in enumerate((f'{{"digest": {LEAST}}}', "1e999", "[" * 100_000, f'{{"stacks": [{BEYOND}]}}', '"\\ud800"')):
            path = ground.folder / f"value-{number}.json"
            path.write_text(value)
            self._expect_end(ground, ["bundle", "--verify", str(path)], f"a bundle of {value[:40]}")

    def _folders(self, ground):
        """Every template of the traps by itself, so that a signal names the one."""
        folder = ground.folder / "traps"
        for path, content in trap_files().items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        if ground.small:
            return self._expect_end(ground, ["lint", str(folder), "--name", "trap"], "lint over all traps", 60)
        for template in sorted((folder / "templates").iterdir()):
            text = next((template / "0").glob("docker-compose.yml*")).read_text().rpartition("trap: ")[2].strip()
            self._expect_end(ground, ["render", str(template / "0")], text)
        self._expect_end(ground, ["lint", str(folder), "--name", "trap"], "lint over all traps", 120)

    @staticmethod
    def _expect_end(ground, arguments, what, seconds=30):
        ground.count("commands")
        try:
            command = [str(find_binary()), *arguments]
            ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds)
            if ended.returncode < 0 or ended.returncode > 3:
                ground.mistake(f"{arguments[0]} of {what} ended with {ended.returncode}")
        except subprocess.TimeoutExpired:
            ground.mistake(f"{arguments[0]} of {what} did not end within {seconds} s")

    @staticmethod
    def _archive(size):
        """A tar of one file, whose head has another size, and the checksum that belongs to it."""
        made = io.BytesIO()
        with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            info = tarfile.TarInfo("bundle.json")
            content = json.dumps({"version": 1}).encode()
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        head = bytearray(made.getvalue())
        head[124:136] = size
        head[148:156] = b" " * 8
        head[148:156] = b"%06o\0 " % sum(head[:512])
        return bytes(head)


ATTACKS = [Traps(), TrapFiles()]
