"""Keeps resources/texts/*.po in step with the sentences in the code.

`python -m tests.house.texts` gives new sentences an empty translation, which the tests ask for, and drops
those that the code no longer has.
"""

import ast
from io import BytesIO
from pathlib import Path

from tests.house.floors import ROOT, sources

PO = ROOT / "resources" / "texts" / "nl.po"
FUNCTIONS = ("tr", "mark")


def sentences() -> dict[str, list[str]]:
    """Every literal sentence given to `tr` or `mark`, with the files it stands in."""
    found: dict[str, list[str]] = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in FUNCTIONS and node.args:
                text = node.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    places = found.setdefault(text.value, [])
                    place = path.relative_to(ROOT).as_posix()
                    if place not in places:
                        places.append(place)
    return found


def built_sentences() -> list[str]:
    """Calls of `tr` or `mark` whose sentence is put together in the call, so that it cannot be looked up."""
    return [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and _called(node) in FUNCTIONS
        and node.args
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def translations(path: Path = PO) -> dict[str, str]:
    """The sentences of a PO file with their translations, empty ones included."""
    from babel.messages.pofile import read_po

    with path.open("rb") as lines:
        return {str(m.id): str(m.string) for m in read_po(lines) if m.id}


def rewrite(path: Path = PO) -> tuple[int, int]:
    """Write the PO file anew; gives how many sentences the code has and how many lack Dutch."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    known = translations(path) if path.exists() else {}
    catalogue = Catalog(locale="nl", project="Schuifruimte", fuzzy=False, charset="utf-8")
    catalogue.header_comment = (
        "# The Dutch sentences of Schuifruimte; `python -m tests.house.texts` adds new ones."
    )
    for text, places in sorted(sentences().items()):
        catalogue.add(text, known.get(text, ""), locations=[(place, 0) for place in places])
    out = BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, omit_header=False, include_lineno=False)
    kept = b"\n".join(
        line
        for line in out.getvalue().splitlines()
        if not line.startswith((b'"POT-Creation', b'"PO-Revision', b'"Generated'))
    )
    path.write_bytes(kept + b"\n")
    return len(sentences()), sum(not known.get(text) for text in sentences())


if __name__ == "__main__":
    total, missing = rewrite()
    print(f"{total} sentences, {missing} without Dutch")
