"""Setting the programme of a variant from a table."""

import csv
from argparse import Namespace
from pathlib import Path

from scenarios.commands.console import DONE, give, tell
from scenarios.commands.project import editing, variant_named
from scenarios.edits.programme import set_programme
from scenarios.errors import Refused
from scenarios.landuse.programme import programme
from scenarios.project.region import USE_INDEX, USES, Region
from scenarios.wording import tr

COLUMNS = ("municipality", "use", "hectares")
Targets = dict[str, dict[str, int]]


def run(args: Namespace) -> int:
    """Read the table and set the programme in one step."""
    with editing(args.file) as document:
        variant = variant_named(document, args.variant)
        snapshot = document.snapshot(variant)
        targets = read_targets(args.table, snapshot.region)
        changes = set_programme(snapshot, targets, strict=args.strict, cause="imported")
        label = tr("Set programme from {file}", file=args.table.name)
        document.edit(label, changes, variant=variant, year=snapshot.year)
        planned = programme(document.snapshot(variant))
    if args.json:
        give({"variant": args.variant, "programme_m2": {code: planned[code] for code in sorted(targets)}})
    else:
        tell(tr("The programme of {count} municipalities was set.", count=len(targets)))
    return DONE


def read_targets(path: Path, region: Region) -> Targets:
    """The table as municipality code to use to whole m2; commas or semicolons, decimal point or comma.

    Raises Refused with the line and column where something cannot be.
    """
    targets: Targets = {}
    for number, row in _lines(path):
        code = _municipality(row["municipality"], region, path, number)
        use = row["use"].strip().upper()
        if use not in USE_INDEX:
            known = ", ".join(USES)
            said = tr(
                "{file}, line {line}: “{use}” is not a land use; use one of {known}.",
                file=path.name,
                line=number,
                use=row["use"],
                known=known,
            )
            raise Refused(said)
        if use in targets.setdefault(code, {}):
            raise Refused(
                tr(
                    "{file}, line {line}: {use} stands twice for {municipality}; keep one line.",
                    file=path.name,
                    line=number,
                    use=use,
                    municipality=row["municipality"],
                )
            )
        targets[code][use] = _m2(row["hectares"], path, number)
    if not targets:
        raise Refused(tr("{file} has no lines below its header.", file=path.name))
    return targets


def _lines(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows with their line numbers, by the three columns."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Refused(tr("There is no file {file}; check the name.", file=path)) from error
    except UnicodeDecodeError as error:
        raise Refused(tr("{file} is not text in UTF-8; save it as CSV UTF-8.", file=path.name)) from error
    except OSError as error:
        raise Refused(tr("{file} cannot be read: {why}", file=path.name, why=error.strerror)) from error
    head = text.split("\n", 1)[0]
    reader = csv.reader(text.splitlines(), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        rows = list(reader)
    except csv.Error as error:
        raise Refused(tr("{file} is not a table: {why}.", file=path.name, why=error)) from error
    names = [name.strip().lower() for name in rows[0]] if rows else []
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise Refused(
            tr(
                "{file} lacks the column {missing}; it needs municipality, use and hectares.",
                file=path.name,
                missing=", ".join(missing),
            )
        )
    places = {name: names.index(name) for name in COLUMNS}
    found = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(places.values()):
            raise Refused(tr("{file}, line {line}: a column is missing.", file=path.name, line=number))
        found.append((number, {name: row[place] for name, place in places.items()}))
    return found


def _municipality(said: str, region: Region, path: Path, number: int) -> str:
    wanted = said.strip()
    if wanted in region.index:
        return wanted
    named = [m.code for m in region.municipalities if m.name == wanted]
    if len(named) != 1:
        text = (
            tr(
                "{file}, line {line}: two municipalities are called “{name}”; use the code.",
                file=path.name,
                line=number,
                name=wanted,
            )
            if named
            else tr(
                "{file}, line {line}: “{name}” is no municipality here; use its code or exact name.",
                file=path.name,
                line=number,
                name=wanted,
            )
        )
        raise Refused(text)
    return named[0]


def _m2(said: str, path: Path, number: int) -> int:
    """Hectares as whole m2; one comma without a point counts as the decimal sign."""
    text = said.strip()
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        hectares = float(text)
        m2 = round(hectares * 10_000)
    except (ValueError, OverflowError) as error:
        raise Refused(
            tr(
                "{file}, line {line}: “{text}” is not a number of hectares.",
                file=path.name,
                line=number,
                text=said,
            )
        ) from error
    if m2 < 0:
        raise Refused(tr("{file}, line {line}: hectares cannot be below zero.", file=path.name, line=number))
    return m2
