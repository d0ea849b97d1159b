"""Real files to a clean region: what the New project dialog and the command line do with municipalities, land
use and backdrop.

All jobs are generators of Progress: closing one stops it with nothing written, its result comes from
`scenarios.progress.drain` or `yield from`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from scenarios.errors import Refused
from scenarios.geometry.shape import to_wkb
from scenarios.intake import backdrop, land_use, municipalities
from scenarios.intake.backdrop import Backdrop
from scenarios.intake.companies import BUSINESSES
from scenarios.intake.found import Found, Subject, read
from scenarios.intake.places import PLACES
from scenarios.intake.plan import LandUse
from scenarios.intake.report import LAND_USE, MUNICIPALITIES, REFERENCE, ImportReport, from_json
from scenarios.intake.shapes import Shape, read_shapes
from scenarios.intake.steps import part
from scenarios.intake.waiting import WAITING
from scenarios.progress import Job, Progress
from scenarios.project.creation import create_document
from scenarios.project.document import Document
from scenarios.project.model import PresentUse, Reference, new_key
from scenarios.wording import tr

__all__ = (
    "SUBJECTS",
    "Backdrop",
    "Found",
    "ImportReport",
    "LandUse",
    "NewProject",
    "Shape",
    "import_reference",
    "new_project",
    "newer_land_use",
    "read_shapes",
    "read_things",
)

TARGET_YEAR = 2040


@dataclass(frozen=True, slots=True)
class NewProject:
    """What a new project is made from; empty fields are guessed, `base_year` None is this year.

    `municipalities` is PATH[:LAYER]; `only` limits it to some codes; without `land_use` all land is `OVE`.
    """

    municipalities: str
    code: str = ""
    name: str = ""
    only: tuple[str, ...] = ()
    crs: str = ""
    land_use: tuple[LandUse, ...] = ()
    reference: tuple[Backdrop, ...] = ()
    base_year: int | None = None
    target_year: int = TARGET_YEAR
    project_name: str = ""


def new_project(path: Path | str, request: NewProject, *, author: str = "") -> Job[ImportReport]:
    """Make a new project file from real files; the report is kept in the project too.

    Raises Refused in one sentence for anything that cannot be read or told; then no file appears.
    """
    path = Path(path)
    base = request.base_year if request.base_year is not None else date.today().year
    _refuse_early(path, base, request.target_year)
    found = yield from part(
        municipalities.read(
            request.municipalities, code=request.code, name=request.name, only=request.only, crs=request.crs
        ),
        0.0,
        0.15 if request.land_use else 0.7,
    )
    report = found.report
    present: list[PresentUse] = []
    if request.land_use:
        present, about = yield from part(
            land_use.read(request.land_use, found.rows, found.borders), 0.15, 0.8
        )
        report = report.with_part(LAND_USE, about)
    reference: list[Reference] = []
    if request.reference:
        reference, about = yield from part(backdrop.read(request.reference, found.borders), 0.8, 0.9)
        report = report.with_part(REFERENCE, about)
    yield Progress(0.9, 1, tr("Writing the project"))
    create_document(
        path,
        settings={
            "project_name": request.project_name or path.stem,
            "base_year": base,
            "target_year": request.target_year,
        },
        municipalities=found.rows,
        present=present,
        reference=reference,
        report=report.to_json(),
        author=author,
    )
    yield Progress(1, 1, tr("Writing the project"))
    return report


def newer_land_use(document: Document, sources: Sequence[LandUse]) -> Job[ImportReport]:
    """Put a newer edition of the present land use in place of the old one; what was drawn is untouched."""
    if not sources:
        raise Refused(tr("Name a file or folder to read."))
    region = document.region
    rows = region.municipalities
    present, about = yield from part(land_use.read(sources, rows, np.asarray(region.borders)), 0.0, 0.9)
    report = from_json(document.import_report()).with_part(LAND_USE, about)
    yield Progress(0.9, 1, tr("Writing the project"))
    document.replace_present(present, report.to_json())
    yield Progress(1, 1, tr("Writing the project"))
    return report


def import_reference(
    document: Document, sources: Sequence[Backdrop], *, keep: bool = True
) -> Job[ImportReport]:
    """Add backdrop to a project, or with `keep` False put it in place of what is there."""
    region = document.region
    rows, about = yield from part(backdrop.read(sources, np.asarray(region.borders)), 0.0, 0.9)
    if not rows:
        raise Refused(tr("Nothing of these files lies in or near the municipalities."))
    before = from_json(document.import_report())
    yield Progress(0.9, 1, tr("Writing the project"))
    document.replace_reference(
        [*(_kept(document) if keep else []), *rows], before.with_part(REFERENCE, about).to_json()
    )
    yield Progress(1, 1, tr("Writing the project"))
    return about


SUBJECTS: dict[str, Subject] = {"business": BUSINESSES, "waiting_land": WAITING, "sensitive_place": PLACES}
"""What of the present comes out of a file row by row, by the table it goes to."""


def read_things(
    table: str, given: str, *, fields: dict[str, str] | None = None, crs: str = ""
) -> Job[tuple[list[Found], ImportReport]]:
    """The rows of a table out of a file, for the edits to add, and what was left out."""
    found, remarks = yield from read(SUBJECTS[table], given, fields=fields, crs=crs)
    return found, ImportReport(remarks=tuple((MUNICIPALITIES, r) for r in remarks))


def _refuse_early(path: Path, base: int, target: int) -> None:
    """What would be refused at the end is refused before minutes of work."""
    if path.exists():
        raise Refused(tr("{file} is there already; choose another name.", file=path.name))
    if not path.parent.is_dir():
        raise Refused(tr("The folder {folder} is not there; make it first.", folder=str(path.parent)))
    if not (1900 <= base <= 2200 and 1900 <= target <= 2200 and base < target):
        raise Refused(
            tr("The target year {target} must come after the base year {base}.", target=target, base=base)
        )


def _kept(document: Document) -> list[Reference]:
    """The backdrop rows that are there already, with new keys."""
    there = document.region.backdrop
    return [
        Reference(new_key(), to_wkb(geom), kind, name, source)
        for geom, kind, name, source in zip(there.geoms, there.kinds, there.names, there.sources, strict=True)
    ]
