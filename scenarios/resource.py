"""Finds and reads what lies under resources/, from a checkout, an installation or a frozen application."""

import csv
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


def folder() -> Path:
    """The resources folder."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) / "resources" if frozen else Path(__file__).resolve().parent.parent / "resources"


def path(*parts: str) -> Path:
    """The path of one resource, by the names under resources/."""
    return folder().joinpath(*parts)


@cache
def table(*parts: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file under resources/, as column name to text."""
    with path(*parts).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def toml(*parts: str) -> dict[str, Any]:
    """The content of a TOML file under resources/; treat it as read-only."""
    return tomllib.loads(path(*parts).read_text(encoding="utf-8"))
