"""Writes one seed a file for a target, from the recorded cases where there are some: seeds.py TARGET FOLDER."""
import hashlib
import json
import pathlib
import sys

target, folder = sys.argv[1], pathlib.Path(sys.argv[2])
tests = pathlib.Path(__file__).resolve().parent.parent / "Tests"


def read(path):
    return json.loads((tests / path).read_text())


def compose_cases():
    for case in read("ComposeTests/Conformance/cases.json"):
        resources = list(case.get("resources", {}).values())
        yield "\n%%%%\n".join([case["dockerCompose"], case.get("rancherCompose", "")] + resources[:2])


def templates():
    for case in read("GoTemplateTests/Conformance/gotemplate.json"):
        yield case["template"]
    for case in read("TemplateFunctionsTests/Conformance/sprig.json")["cases"]:
        yield case["template"]


def yaml_texts():
    for case in read("ComposeTests/Conformance/cases.json"):
        yield case["dockerCompose"]
    for tree in read("CatalogTests/Conformance/catalogparse-cases.json")["trees"]:
        yield from tree["files"].values()


recorded = {"template": templates, "yaml": yaml_texts, "catalog": yaml_texts, "compose": compose_cases}
for text in recorded.get(target, lambda: [])():
    data = text.encode()
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)
