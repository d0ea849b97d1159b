"""The numbers behind a comparison as a workbook: about, indicators, balance, ledgers, sites, sources."""

from collections.abc import Sequence
from pathlib import Path

from scenarios import wording
from scenarios.compare.indicators import indicator_rows
from scenarios.formats.sheet import Field, Sheet, Value
from scenarios.formats.xlsx_out import write_workbook
from scenarios.landuse.setbacks import screening_note
from scenarios.project.model import PRESENT
from scenarios.project.snapshot import Snapshot
from scenarios.reports import tables
from scenarios.reports.comparison import About
from scenarios.reports.ledger import ledgers
from scenarios.reports.naming import title_of
from scenarios.wording import tr


def write(path: Path, snapshots: Sequence[Snapshot], reference: int, about: About) -> None:
    """Write the workbook of a comparison; numbers are typed, with their unit below the header."""
    drawn = [s for s in snapshots if s.variant != PRESENT] or list(snapshots)
    sheets = (
        _about(snapshots, reference, about),
        tables.indicators(snapshots, reference),
        tables.land_balance(snapshots),
        ledgers(drawn),
        tables.sites(drawn),
        _sources(snapshots, reference),
    )
    write_workbook(path, sheets, about.project)


def _about(snapshots: Sequence[Snapshot], reference: int, about: About) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (tr("Project"), about.project),
        (tr("Date"), wording.day(about.made)),
        (tr("Variants"), ", ".join(title_of(s) for s in snapshots)),
        (tr("Year"), ", ".join(str(s.year) for s in snapshots)),
        (tr("Differences from"), title_of(snapshots[reference])),
        *((tr("Note"), label) for label in about.labels),
        (tr("Note"), screening_note()),
    ]
    if about.source:
        rows.append((tr("Source of the land"), about.source))
    fields = (Field("what", tr("About"), width=24), Field("value", "", width=100))
    return Sheet("about", tr("About"), fields, tuple(rows))


def _sources(snapshots: Sequence[Snapshot], reference: int) -> Sheet:
    fields = (Field("indicator", tr("Indicator"), width=38), Field("source", tr("Source"), width=100))
    rows = tuple(
        (row.about.name, source) for row in indicator_rows(snapshots, reference) for source in row.sources
    )
    return Sheet("sources", tr("Sources"), fields, rows)
