"""Git repositories made of files that nobody would write."""

import subprocess
import time

from numbered_catalog import BRANCH, data


def make_repository(path, files):
    """A bare repository with one commit of `files`, content by path. Content that is the same object is written once."""
    subprocess.run(["git", "init", "-q", "--bare", "-b", BRANCH, str(path)], check=True)
    command = ["git", "-C", str(path), "-c", "core.compression=1", "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as importer:
        for part in import_stream(files):
            importer.stdin.write(part)
        importer.stdin.close()
    if importer.returncode != 0:
        raise subprocess.CalledProcessError(importer.returncode, command)


def import_stream(files):
    """What `git fast-import` reads, in parts."""
    marks = {}
    for content in files.values():
        if id(content) not in marks:
            marks[id(content)] = len(marks) + 1
            yield b"blob\nmark :%d\ndata %d\n" % (marks[id(content)], len(content))
            yield content
            yield b"\n"
    yield f"commit refs/heads/{BRANCH}\ncommitter Hostile <hostile@example.org> {int(time.time())} +0000\n".encode()
    yield data("hostile")
    for path, content in files.items():
        yield f"M 100644 :{marks[id(content)]} {path}\n".encode()


def rancher_compose(name, version="1.0.0", questions="", more=""):
    """A rancher-compose file with the catalog block of a version."""
    text = f"version: '2'\ncatalog:\n    name: {name}\n    version: {version}\n{more}"
    if questions:
        text += f"    questions:\n{questions}"
    return f"{text}services:\n  app:\n    scale: 1\n".encode()


def question(variable, default="0"):
    """A question of a catalog block."""
    return f"      - variable: {variable}\n        label: {variable}\n        type: string\n        default: '{default}'\n"


def configuration(name, version="1.0.0", more=""):
    """The configuration of a template."""
    return f"name: {name}\ndescription: hostile\nversion: {version}\ncategory: Hostile\n{more}".encode()


COMPOSE = b"version: '2'\nservices:\n  app:\n    image: example/app:1.0.0\n"


def template(name, compose=COMPOSE, rancher=None, file="docker-compose.yml"):
    """The files of a template of one version."""
    return {
        f"templates/{name}/config.yml": configuration(name),
        f"templates/{name}/0/{file}": compose,
        f"templates/{name}/0/rancher-compose.yml": rancher or rancher_compose(name, questions=question("N")),
    }
