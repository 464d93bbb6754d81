"""Attacks by what the service does with a catalog that nobody asks about: it lints it in the background."""

from hostile import compiling, traps
from hostile.attack import Attack
from hostile.repositories import question, rancher_compose, template

ENVIRONMENT = "1a24"


class LintAttack(Attack):
    """A catalog to be linted; the attack is over when the time is, or lint with it."""

    group = "lint"
    lints = True
    leaves_nothing = False

    def run(self, ground):
        while ground.is_going:
            answer = ground.ask("GET", f"/catalogs/{self.group}", ENVIRONMENT)
            if answer and answer.json().get("lint", {}).get("commit") == answer.json()["commit"]:
                ground.count("linted to the end")
                break
            ground.rest(1)
        ground.rest(ground.left)


class LintBombs(LintAttack):
    """Versions that take long to compile, in every combination of their answers."""

    name = "lint-bombs"

    def files(self, small):
        questions = "".join(question(f"Q{number}", "a") for number in range(40))
        conditions = "".join(
            f'{{{{if eq .Values.Q{number} "b"}}}}{{{{if eq .Values.Q{number + 1} "c"}}}}{compiling.REPEAT}{{{{end}}}}{{{{end}}}}'
            for number in range(39))
        made = template(
            self.name, compiling.compose_of(conditions).encode(), rancher_compose(self.name, questions=questions),
            "docker-compose.yml.tpl")
        for attack in compiling.ATTACKS:
            made |= attack.files(small)
        return made


class LintTraps(LintAttack):
    """Versions with values that something may stumble over."""

    name = "lint-traps"

    def files(self, small):
        return traps.trap_files()


ATTACKS = [LintBombs(), LintTraps()]
