"""Opening a project for a command, and finding in it what the user named."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scenarios.errors import Refused
from scenarios.project.document import Document, open_document
from scenarios.project.model import PRESENT
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

PRESENT_NAMES = ("present", "heden")


@contextmanager
def looking(path: Path) -> Iterator[Document]:
    """The project as a private copy: the file and its folder stay as they are."""
    document = open_document(path, editing=False)
    try:
        yield document
    finally:
        document.close()


@contextmanager
def editing(path: Path) -> Iterator[Document]:
    """The project to change."""
    document = open_document(path, author=author())
    try:
        yield document
    finally:
        document.close()


def author() -> str:
    """The name under which steps are recorded."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def variant_named(document: Document, name: str) -> int:
    """The key of the variant with a name, whatever its case; raises Refused with the names that there are."""
    if name.strip().casefold() in PRESENT_NAMES:
        return PRESENT
    variants = sorted(document.tables["variant"].values(), key=lambda v: (v.position, v.key))
    exact = [v.key for v in variants if v.name == name]
    alike = [v.key for v in variants if v.name.casefold() == name.strip().casefold()]
    if exact or alike:
        return (exact or alike)[0]
    known = ", ".join(["present", *(v.name for v in variants)])
    file = document.path.name
    raise Refused(tr("{file} has no variant “{name}”; it has: {known}.", file=file, name=name, known=known))


def all_variants(document: Document) -> list[int]:
    """The keys of the present and all variants, in the order of the tree's list."""
    return [
        PRESENT,
        *(v.key for v in sorted(document.tables["variant"].values(), key=lambda v: (v.position, v.key))),
    ]


def snapshot_of(document: Document, name: str | None, year: int | None) -> Snapshot:
    """The snapshot that `--variant` and `--year` ask for: without a name the present."""
    variant = PRESENT if name is None else variant_named(document, name)
    if year is not None and not 1900 <= year <= 2200:
        raise Refused(tr("{year} is no year between 1900 and 2200.", year=year))
    return document.snapshot(variant, year)


def project_name(document: Document) -> str:
    """The project's own name, else that of its file."""
    return str(document.snapshot().settings["project_name"]) or document.path.stem
