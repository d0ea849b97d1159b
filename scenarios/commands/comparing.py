"""Variants side by side: as JSON, as a table, and as a report with maps in a folder."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from scenarios.assessment import comparison
from scenarios.commands.console import DONE, follow, give, heading, say, table, tell, wrote
from scenarios.commands.project import all_variants, looking, project_name, variant_named
from scenarios.compare.indicators import indicator_rows
from scenarios.errors import Refused
from scenarios.formats.written import filled
from scenarios.landuse.setbacks import screening_note
from scenarios.progress import Job, Progress
from scenarios.project.document import Document
from scenarios.project.snapshot import Snapshot
from scenarios.reports.amounts import amount_of, difference_of
from scenarios.reports.comparison import About
from scenarios.reports.naming import labels_of, land_source, title_of, unit
from scenarios.wording import tr

MOST_IN_REPORT = 4
"""More variants next to each other do not fit a page."""


def run(args: Namespace) -> int:
    """Compare the named variants, or all; differences are from the first."""
    with looking(args.file) as document:
        snapshots = chosen(document, args.variants, args.year)
        if args.out is not None:
            made = follow(write_report(snapshots, about(document), args.out))
            say_written(made)
        if args.json:
            give(comparison(snapshots))
        else:
            _show(project_name(document), snapshots)
    return DONE


def say_written(made: Sequence[Path]) -> None:
    """The report's files one by one, the maps by their number."""
    maps = [path for path in made if path.suffix == ".svg"]
    for path in made:
        if path not in maps:
            wrote(path)
    say(tr("And {count} maps (.svg) in {folder}", count=len(maps), folder=maps[0].parent))


def chosen(document: Document, names: Sequence[str], year: int | None) -> list[Snapshot]:
    """The snapshots to compare: the named variants, or the present and all variants."""
    keys = [variant_named(document, name) for name in names] or all_variants(document)
    keys = list(dict.fromkeys(keys))
    if year is not None and not 1900 <= year <= 2200:
        raise Refused(tr("{year} is no year between 1900 and 2200.", year=year))
    return [document.snapshot(key, year) for key in keys]


def about(document: Document) -> About:
    """What a report says of the project."""
    present = document.snapshot()
    everything = [document.snapshot(key) for key in all_variants(document)]
    source = land_source(document.import_report())
    return About(project_name(document), date.today(), labels_of(present, everything), source)


def _show(project: str, snapshots: Sequence[Snapshot]) -> None:
    titles = [f"{title_of(s)} {s.year}" for s in snapshots]
    tell(project)
    tell(tr("Differences are from {reference}.", reference=titles[0]))
    header, numeric = [tr("Indicator"), tr("Unit"), titles[0]], [2]
    for title in titles[1:]:
        header += [title, tr("Difference")]
        numeric += [len(header) - 2, len(header) - 1]
    rows = []
    for row in indicator_rows(snapshots):
        if row.about.key.startswith("area_") or not any(f and f.value for f in row.figures):
            continue
        cells = [row.about.name, unit(row.about.unit)]
        for number, figure in enumerate(row.figures):
            cells.append(amount_of(figure).text() if figure else "")
            if number:
                difference = difference_of(row, number)
                cells.append(difference.text() if difference else "")
        rows.append(cells)
    heading(tr("Indicators that are not zero everywhere"))
    table(header, rows, numeric)
    tell("")
    tell(screening_note())


def write_report(snapshots: Sequence[Snapshot], said: About, out: Path) -> Job[list[Path]]:
    """Write the report's files to a folder, made where missing; all or none. Gives the paths."""
    with filled(out) as (unfinished, made):
        yield from report_files(snapshots, said, unfinished)
    return made


def report_files(snapshots: Sequence[Snapshot], said: About, folder: Path) -> Job[None]:
    """Write report.html, report.pdf, report.xlsx and the maps as SVG into an existing folder."""
    from scenarios.reports import comparison as report
    from scenarios.reports import html, pdf, workbook

    if len(snapshots) > MOST_IN_REPORT:
        count = len(snapshots)
        raise Refused(
            tr(
                "A report holds at most {most} variants, not {count}: name the ones to compare.",
                most=MOST_IN_REPORT,
                count=count,
            )
        )
    yield Progress(0, 4, tr("Drawing maps"))
    content, maps = report.comparison(snapshots, 0, said)
    yield Progress(1, 4, tr("Writing the page"))
    (folder / "report.html").write_text(html.page(content), encoding="utf-8")
    yield Progress(2, 4, tr("Setting the PDF"))
    (folder / "report.pdf").write_bytes(pdf.document(content))
    yield Progress(3, 4, tr("Writing the workbook"))
    workbook.write(folder / "report.xlsx", snapshots, 0, said)
    for name, picture in maps.all():
        (folder / f"{name}.svg").write_text(picture.svg, encoding="utf-8")
