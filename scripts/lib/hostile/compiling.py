"""Attacks that ask for work without end: templates, documents and differences that cost more than they look."""

import socket
import time

from api_client import API
from hostile.attack import Attack
from hostile.repositories import question, rancher_compose, template

ENVIRONMENT = "1a20"
# Answers to what only Muster's own clients ask for: made, impossible, or not now.
POSSIBLE = (200, 422, 503)
REPEAT = '{{$a := repeat 4000000 "a"}}{{range until 1000}}{{$b := upper $a}}{{end}}'


class CompileAttack(Attack):
    """Compiles one version again and again, by several clients at once; half of them ask the same."""

    group = "compile"
    clients = 6

    def text(self):
        """The compose file."""
        raise NotImplementedError

    def files(self, small):
        return template(self.name, self.text().encode(), file="docker-compose.yml.tpl")

    def run(self, ground):
        def compile_once(number):
            answers = {"N": "same" if number % 2 else f"{number}-{time.monotonic()}"}
            ground.ask(
                "POST", f"/templateversions/{self.group}:{self.name}:0?action=compile", ENVIRONMENT,
                {"answers": answers}, POSSIBLE)

        ground.together(self.clients, compile_once)


def compose_of(expression):
    """A compose file with an expression of the template language in it."""
    return f"version: '2'\nservices:\n  app:\n    image: example/app:1.0.0\n    labels:\n      work: '{expression}'\n"


class Repeat(CompileAttack):
    """Large texts, changed a thousand times over."""

    name = "compile-repeat"

    def text(self):
        return compose_of(REPEAT)


class Nesting(CompileAttack):
    """Loops inside loops that write nothing."""

    name = "compile-nesting"

    def text(self):
        return compose_of("{{range until 1000}}" * 6 + "{{$b := . }}" + "{{end}}" * 6)


class Printf(CompileAttack):
    """Widths and precisions of millions of characters."""

    name = "compile-printf"

    def text(self):
        calls = ('"%4000000d" .', '"%-3999999d%999999d" . .', '"%.3000000f" 1.5', '"%04000000x" .', '"%*d" 4000000 .')
        loops = "".join(f"{{{{range until 1000}}}}{{{{$b := printf {call}}}}}{{{{end}}}}" for call in calls)
        return compose_of(loops)


class Functions(CompileAttack):
    """Every function that costs by the length of its text, on a long one."""

    name = "compile-functions"

    CALLS = (
        'upper $a', 'title $a', 'initials $a', 'nospace $a', 'wrap 1 $a', 'sha256sum $a', 'b64enc $a', 'b32enc $a', 'quote $a',
        'html $a', 'urlquery $a', 'js $a', 'swapcase $a', 'replace "a" "" $a', 'split " " $a', 'splitPreserveQuotes $a',
        'trimAll "ab " $a', 'contains "aab" $a', 'indent 1 $a', 'cat $a $a', 'expandenv $a', 'clean $a', 'printf "%q" $a',
        'printf "%x" $a', 'eq $a (print $a)', 'plural $a $a 2', 'substr 1 999999 $a', 'abbrev 999999 $a', 'wrapWith 2 "x" $a',
    )

    def text(self):
        loops = "".join(f"{{{{range until 1000}}}}{{{{$b := {call}}}}}{{{{end}}}}" for call in self.CALLS)
        return compose_of('{{$a := repeat 250000 "ab. "}}' + loops)


class Keys(CompileAttack):
    """Private keys, which take long to make."""

    name = "compile-private-keys"

    def text(self):
        return compose_of('{{range until 1000}}{{$b := genPrivateKey "rsa"}}{{end}}')


class Lists(CompileAttack):
    """Lists and maps that grow in a loop, and calls of templates inside each other."""

    name = "compile-lists"

    def text(self):
        grow = '{{$d := dict}}{{range $i := until 100000}}{{$x := set $d (print $i) (until 1000)}}{{end}}{{$b := print $d}}'
        call = '{{define "again"}}{{template "again" .}}{{template "again" .}}{{end}}{{template "again" .}}'
        return compose_of(grow) + call


class Aliases(CompileAttack):
    """A few hundred bytes of YAML that stand for a billion values."""

    name = "compile-aliases"

    def text(self):
        levels = ["      l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"]
        levels += [f"      l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 10)]
        merges = "".join(f"  m{n}: &m{n}\n    <<: [{', '.join([f'*m{n - 1}'] * 50)}]\n" for n in range(1, 8))
        return (
            "version: '2'\nservices:\n  app:\n    image: example/app:1.0.0\n    labels:\n" + "".join(levels)
            + "  m0: &m0\n    image: example/app:1.0.0\n" + merges)


class EqualKeys(CompileAttack):
    """One line with sixty thousand equal keys, each worth a finding that quotes it."""

    name = "compile-equal-keys"

    def text(self):
        return "app: {image: 'example/app:1.0.0', labels: {" + "k: 1, " * 60_000 + "}}\n"


class Extends(CompileAttack):
    """Thousands of services that extend each other, and name each other as sidekicks."""

    name = "compile-extends"

    def text(self):
        services = "".join(
            f"  s{n}:\n    extends: {{service: s{n + 1}}}\n    labels: {{io.rancher.sidekicks: 's{n + 1},s{n + 2}'}}\n"
            for n in range(1_990))
        return f"version: '2'\nservices:\n{services}  s1990:\n    extends: {{service: s0}}\n"


class Differences(Attack):
    """Plans whose two versions have nothing in common, line by line."""

    name = "compile-differences"
    group = "compile"

    def files(self, small):
        made = template(self.name)
        for number in (0, 1):
            # Just few enough lines to be compared, in an order that shares much but lines up badly.
            lines = [f"      l{(n * (1 + 7 * number)) % 3_989}-{n % 5}: '{(n * (3 + number)) % 101}'" for n in range(3_980)]
            compose = "version: '2'\nservices:\n  app:\n    image: example/app:1.0.0\n    labels:\n" + "\n".join(lines) + "\n"
            made[f"templates/{self.name}/{number}/docker-compose.yml"] = compose.encode()
            made[f"templates/{self.name}/{number}/rancher-compose.yml"] = rancher_compose(self.name, f"1.{number}.0")
        return made

    def run(self, ground):
        stack = {"externalId": f"catalog://{self.group}:{self.name}:0", "to": "1"}

        def plan(number):
            stacks = [stack | {"stackName": f"{number}-{turn}-{time.monotonic()}"} for turn in range(100)]
            ground.ask("POST", "/upgrades?rancherVersion=v1.6.30", ENVIRONMENT, stacks, POSSIBLE)
            ground.ask(
                "GET", f"/templateversions/{stack['externalId'][10:]}/upgradeplan?to=1&rancherVersion=v1.6.{number}",
                ENVIRONMENT, allowed=POSSIBLE)

        ground.together(4, plan)


class Leavers(CompileAttack):
    """Clients that ask for a long compilation and leave before it is done."""

    name = "compile-leavers"

    def text(self):
        return compose_of(REPEAT + REPEAT.replace("upper", "lower"))

    def run(self, ground):
        path = f"{API}/templateversions/{self.group}:{self.name}:0?action=compile"

        def leave(number):
            with ground.connect() as stream:
                body = b'{"answers": {"N": "%d-%d"}}' % (number, time.monotonic_ns())
                stream.sendall(ground.request("POST", path, body, [f"X-API-Project-Id: 1a{number}"]))
                time.sleep(0.05)
                if number % 2:
                    # Gone with a reset, without a goodbye.
                    stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            ground.count("clients that left")

        ground.together(8, leave)


ATTACKS = [
    Repeat(), Nesting(), Printf(), Functions(), Keys(), Lists(), Aliases(), EqualKeys(), Extends(), Differences(), Leavers(),
]
