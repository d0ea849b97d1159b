"""What the command line understands: every command with its arguments and help, in the language in force.

This file loads nothing heavy, so that help and mistakes are answered at once.
"""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from scenarios.commands.console import WRONG_USE, say
from scenarios.wording import LANGUAGES, tr


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the language in force and answers wrong use in two lines."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, add_help=False, formatter_class=_Help, **options)
        self._positionals.title = tr("what to give")
        self._optionals.title = tr("options")
        self.add_argument("-h", "--help", action="help", help=tr("show this help and stop"))
        self.add_argument("--lang", choices=LANGUAGES, help=tr("language of messages, tables and reports"))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the help is; exit code 2."""
        say(_mistake(message))
        say(tr("See: {command} --help", command=self.prog))
        raise SystemExit(WRONG_USE)


class _Help(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=32, width=100)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, tr("use:") + " " if prefix is None else prefix)


def _mistake(message: str) -> str:
    """A sentence of argparse in the language in force."""
    name, _, rest = message.removeprefix("argument ").partition(": ")
    if found := re.fullmatch(r"the following arguments are required: (.*)", message):
        return tr("This is missing: {names}.", names=found[1])
    if found := re.fullmatch(r"unrecognized arguments: (.*)", message):
        return tr("This is not understood: {names}.", names=found[1])
    if message.startswith("argument ") and rest.startswith("expected"):
        return tr("{name} needs a value behind it.", name=name)
    if found := re.fullmatch(r"invalid choice: (.*) \(choose from (.*)\)", rest):
        return tr("{name} cannot be {value}; choose from {known}.", name=name, value=found[1], known=found[2])
    if found := re.fullmatch(r"invalid \w+ value: (.*)", rest):
        return tr("{name} cannot be {value}.", name=name, value=found[1])
    return message


class _ForSource(argparse.Action):
    """`--class` and `--classes` belong to the sources named before them that have none yet."""

    def __call__(self, parser: Any, namespace: Any, values: Any, option: str | None = None) -> None:
        sources: list[dict[str, Any]] = getattr(namespace, "land_use", None) or []
        if not sources:
            parser.error(tr("{option} comes after the --land-use that it belongs to.", option=option))
        for source in sources:
            source.setdefault(self.dest, values)


class _Source(argparse.Action):
    """Adds sources that can have things of their own (class field, class table, coordinate system)."""

    def __call__(self, parser: Any, namespace: Any, values: Any, option: str | None = None) -> None:
        added = [{"source": value} for value in (values if isinstance(values, list) else [values])]
        before = getattr(namespace, self.dest, None) or [] if self.nargs else []
        setattr(namespace, self.dest, [*before, *added])
        namespace.latest = added


class _Crs(argparse.Action):
    """`--crs` belongs to the sources of the option just before it."""

    def __call__(self, parser: Any, namespace: Any, values: Any, option: str | None = None) -> None:
        latest: list[dict[str, Any]] = getattr(namespace, "latest", [])
        if not latest:
            parser.error(tr("{option} comes after the source that it belongs to.", option=option))
        for source in latest:
            source["crs"] = values


def parser() -> tuple[Parser, dict[str, Parser]]:
    """The parser of the whole command line, and those of its commands by name."""
    whole = Parser(prog="schuifruimte", description=_about(), epilog=_afterword())
    whole.add_argument("--version", action="store_true", help=tr("show the version and stop"))
    commands = whole.add_subparsers(
        dest="command", metavar=tr("COMMAND"), title=tr("commands"), parser_class=Parser
    )
    made: dict[str, Parser] = {}
    for name, said, fill in _commands():
        made[name] = commands.add_parser(name, help=said, description=said)
        fill(made[name])
    return whole, made


def _about() -> str:
    return tr(
        "Plan one circular raw-materials cluster and its building hubs, and trade land between "
        "municipalities. Without a command the window opens, with the project FILE where one is given."
    )


def _afterword() -> str:
    return tr("Exit codes: 0 done, 1 refused, 2 wrong use, 3 damaged file.")


def _commands() -> Sequence[tuple[str, str, Any]]:
    return (
        ("demo", tr("make the built-in example and open it, or write its comparison to a folder"), _demo),
        ("new", tr("make a project from files with municipalities and land use"), _new),
        ("land-use", tr("bring a newer edition of the present land use; what was drawn stays"), _land_use),
        ("variants", tr("list the variants"), _variants),
        ("variant", tr("add a variant: a copy of another, or of the present"), _variant),
        ("place", tr("add drawn things from a file of shapes"), _place),
        ("programme", tr("set the programme from a table"), _programme),
        ("propose", tr("look for conversions that reach a goal"), _propose),
        ("assess", tr("all results of one variant in one year"), _assess),
        ("compare", tr("variants side by side, as a table or a report"), _compare),
        ("check", tr("is the file sound?"), _check),
        ("export", tr("write results to a file of another format"), _export),
        ("self-test", tr("start the window where nobody sees it and try it"), _self_test),
    )


def _file(to: Parser) -> None:
    to.add_argument("file", type=Path, metavar="FILE", help=tr("the project, a .gpkg file"))


def _json(to: Parser) -> None:
    to.add_argument("--json", action="store_true", help=tr("print one JSON object and nothing else"))


def _year(to: Parser) -> None:
    said = tr("year to look at (default: base year for the present, else target year)")
    to.add_argument("--year", type=int, metavar=tr("YEAR"), help=said)


def _for_variant(to: Parser) -> None:
    to.add_argument("--variant", required=True, metavar=tr("NAME"), help=tr("the variant to change"))


def _demo(to: Parser) -> None:
    said = tr("folder for report, maps, tables and project (default without a display: schuifruimte-demo)")
    to.add_argument("--out", type=Path, metavar="DIR", help=said)


def _new(to: Parser) -> None:
    _file(to)
    said = tr("file with the municipalities, as PATH or PATH:LAYER")
    to.add_argument("--municipalities", required=True, action=_Source, metavar="SRC", help=said)
    to.add_argument(
        "--code", metavar=tr("FIELD"), help=tr("field with the municipality's code (default: guessed)")
    )
    to.add_argument("--name", metavar=tr("FIELD"), help=tr("field with its name (default: guessed)"))
    to.add_argument(
        "--only", metavar=tr("CODES"), help=tr("only these municipalities, codes with commas between")
    )
    said = tr("file or folder with the present land use; the first of several wins where they overlap")
    to.add_argument("--land-use", nargs="+", action=_Source, metavar="SRC", help=said)
    said = tr("field with the class of the land use, for the sources named before it")
    to.add_argument("--class", dest="field", action=_ForSource, default=None, metavar=tr("FIELD"), help=said)
    said = tr("CSV table with the land use of each class, for the sources named before it")
    to.add_argument("--classes", action=_ForSource, default=None, metavar="MAP.csv", help=said)
    said = tr("file with backdrop lines, polygons or points: drawn, never counted")
    to.add_argument("--reference", nargs="+", action=_Source, metavar="SRC", help=said)
    said = tr("coordinate system, such as EPSG:28992, of the source named just before it")
    to.add_argument("--crs", action=_Crs, default=None, metavar="CRS", help=said)
    to.add_argument("--base-year", type=int, metavar=tr("YEAR"), help=tr("the present (default: this year)"))
    to.add_argument(
        "--target-year", type=int, metavar=tr("YEAR"), help=tr("the year to plan for (default: 2040)")
    )
    _json(to)


def _land_use(to: Parser) -> None:
    _file(to)
    to.add_argument("sources", nargs="+", metavar="SRC", help=tr("file or folder, as PATH or PATH:LAYER"))
    said = tr("field with the class; once for all sources, or once per source")
    to.add_argument("--class", dest="fields", action="append", metavar=tr("FIELD"), help=said)
    said = tr("CSV table with the land use of each class; once for all sources, or once per source")
    to.add_argument("--classes", action="append", metavar="MAP.csv", help=said)
    said = tr("coordinate system, such as EPSG:28992; once for all sources, or once per source")
    to.add_argument("--crs", action="append", metavar="CRS", help=said)
    _json(to)


def _variants(to: Parser) -> None:
    _file(to)
    _json(to)


def _variant(to: Parser) -> None:
    _file(to)
    to.add_argument("name", metavar=tr("NAME"), help=tr("name of the new variant"))
    said = tr("variant to copy (default: the present)")
    to.add_argument("--from", dest="source", metavar=tr("NAME"), help=said)
    _json(to)


def _place(to: Parser) -> None:
    _file(to)
    said = tr(
        "GeoJSON or GeoPackage with kind (cluster, hub, plot, change), name, site, activity, use, start, end"
    )
    to.add_argument("shapes", metavar="SHAPES", help=said)
    _for_variant(to)
    to.add_argument("--crs", metavar="CRS", help=tr("coordinate system of the file, such as EPSG:28992"))
    _json(to)


def _programme(to: Parser) -> None:
    _file(to)
    to.add_argument("table", type=Path, metavar="TABLE.csv", help=tr("columns municipality,use,hectares"))
    _for_variant(to)
    to.add_argument("--strict", action="store_true", help=tr("demand every land use of a municipality"))
    _json(to)


def _propose(to: Parser) -> None:
    _file(to)
    _for_variant(to)
    said = tr("what to reach and what to aim at, in TOML; examples in the folder resources/goals")
    to.add_argument("--goal", type=Path, required=True, metavar="GOAL.toml", help=said)
    to.add_argument(
        "--accept", action="store_true", help=tr("set the programme to the proposal, in one step")
    )
    _json(to)


def _assess(to: Parser) -> None:
    _file(to)
    to.add_argument("--variant", metavar=tr("NAME"), help=tr("variant (default: present)"))
    _year(to)
    _json(to)


def _compare(to: Parser) -> None:
    _file(to)
    said = tr("variants to compare, the first is the reference (default: present and all)")
    to.add_argument("variants", nargs="*", metavar=tr("VARIANT"), help=said)
    _year(to)
    said = tr("write a report (HTML, PDF), a workbook and maps (SVG) to this folder")
    to.add_argument("--out", type=Path, metavar="DIR", help=said)
    _json(to)


def _check(to: Parser) -> None:
    _file(to)
    _json(to)


def _export(to: Parser) -> None:
    _file(to)
    said = tr(
        "file to write: .geojson (in WGS84), .gpkg, .shp (both in RD New), .csv or .xlsx. In CSV a text "
        "that a spreadsheet would take for a formula gets an apostrophe in front."
    )
    to.add_argument("out", type=Path, metavar="OUT", help=said)
    to.add_argument("--variant", metavar=tr("NAME"), help=tr("variant (default: present)"))
    said = tr(
        "drawn, land_use, municipality, contour or business for maps (default: drawn, in .gpkg all); "
        "balance, ledger, accounts, indicators or sites for tables (default: balance, in .xlsx all)"
    )
    to.add_argument("--layer", metavar=tr("LAYER"), help=said)
    _year(to)
    _json(to)


def _self_test(to: Parser) -> None:
    pass
