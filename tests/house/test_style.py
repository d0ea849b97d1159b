"""Habits that keep the house livable: small files, module docstrings, typed public functions, no machine paths."""

import ast
import re

import pytest

from tests.house.floors import ROOT, module_name, sources

PATHS = sources()
LONGEST = 500


@pytest.mark.parametrize("path", PATHS, ids=[module_name(p) for p in PATHS])
def test_file_holds_one_idea_and_says_which(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    lines = text.count("\n")
    assert lines <= LONGEST, f"{path.relative_to(ROOT)} has {lines} lines: split it by idea"
    if text.strip():
        assert ast.get_docstring(tree), f"{path.relative_to(ROOT)} does not say why it exists"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            where = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            assert ast.get_docstring(node), f"{where} has no docstring"
            assert node.returns is not None, f"{where} does not say what it returns"
            untyped = [a.arg for a in node.args.args + node.args.kwonlyargs if a.annotation is None]
            assert not untyped, f"{where} has untyped arguments: {untyped}"


@pytest.mark.parametrize("path", PATHS, ids=[module_name(p) for p in PATHS])
def test_classes_do_not_know_everything(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            methods = [n for n in node.body if isinstance(n, ast.FunctionDef)]
            assert len(methods) <= 45, f"{path.relative_to(ROOT)}: {node.name} has {len(methods)} methods"


def test_the_project_names_no_machine():
    forbidden = re.compile(r"/(?:home|root|work|Users)/\w|C:\\\\Users|\bTODO\b|\bFIXME\b")
    for folder in ("scenarios", "desktop", "resources", "tests", ".ci"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".md", ".toml", ".csv", ".po", ".svg", ".typ") or path.name == "run":
                if path.name == "test_style.py":
                    continue
                hit = forbidden.search(path.read_text(encoding="utf-8"))
                assert not hit, f"{path.relative_to(ROOT)} holds {hit.group()!r}"
