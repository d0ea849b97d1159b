"""Habits that keep the house livable: small files, docstrings, typed public functions, no machine paths."""

import ast
import re

from tests.house.floors import ROOT, sources

PATHS = sources()
LONGEST = 500
ONE_PAGE = "scenarios/project/model.py"
"""The whole subject stands on one page, however many row types it has."""

MOST_METHODS = 45


def test_every_file_holds_one_idea_and_says_which():
    assert not [said for path in PATHS for said in _untidy(path)]


def _untidy(path):
    where = path.relative_to(ROOT).as_posix()
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    if text.count("\n") > LONGEST and where != ONE_PAGE:
        yield f"{where} has {text.count(chr(10))} lines: split it by idea"
    if text.strip() and not ast.get_docstring(tree):
        yield f"{where} does not say why it exists"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            untyped = [a.arg for a in node.args.args + node.args.kwonlyargs if a.annotation is None]
            if not ast.get_docstring(node):
                yield f"{where}:{node.lineno} {node.name} has no docstring"
            if node.returns is None or untyped:
                yield f"{where}:{node.lineno} {node.name} is not typed: {untyped or 'what it returns'}"


def test_no_class_knows_everything():
    large = [
        f"{path.relative_to(ROOT).as_posix()}: {node.name}"
        for path in PATHS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and sum(isinstance(n, ast.FunctionDef) for n in node.body) > MOST_METHODS
    ]
    assert not large, "split these by idea"


def test_the_project_names_no_machine():
    forbidden = re.compile(r"/(?:home|root|work|Users)/\w|C:\\\\Users|\bTODO\b|\bFIXME\b")
    for folder in ("scenarios", "desktop", "resources", "tests", ".ci"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".md", ".toml", ".csv", ".po", ".svg", ".typ") or path.name == "run":
                if path.name == "test_style.py":
                    continue
                hit = forbidden.search(path.read_text(encoding="utf-8"))
                assert not hit, f"{path.relative_to(ROOT)} holds {hit.group()!r}"
