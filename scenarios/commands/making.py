"""Making a project from real files, bringing newer land use, and placing drawn shapes."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from scenarios.commands.console import DONE, follow, give, tell
from scenarios.commands.project import author, editing, variant_named
from scenarios.edits.plots import draw_plot
from scenarios.edits.sites import draw_site
from scenarios.edits.use_changes import draw_use_change
from scenarios.errors import Refused
from scenarios.intake import Backdrop, LandUse, NewProject, Shape, new_project, newer_land_use, read_shapes
from scenarios.intake.report import ImportReport, sentences
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

SITES = ("cluster", "hub")


def new(args: Namespace) -> int:
    """Make a project and say what was read, repaired and left open."""
    land = tuple(
        LandUse(one["source"], one.get("field") or "", one.get("classes") or "", one.get("crs", ""))
        for one in args.land_use or ()
    )
    (municipalities,) = args.municipalities
    request = NewProject(
        municipalities["source"],
        code=args.code or "",
        name=args.name or "",
        only=tuple(code.strip() for code in (args.only or "").split(",") if code.strip()),
        crs=municipalities.get("crs", ""),
        land_use=land,
        reference=tuple(Backdrop(one["source"], crs=one.get("crs", "")) for one in args.reference or ()),
        base_year=args.base_year,
    )
    if args.target_year is not None:
        request = replace(request, target_year=args.target_year)
    report = follow(new_project(args.file, request, author=author()))
    _tell_report(report, tr("{file} was made.", file=args.file.name), args.json, str(args.file))
    return DONE


def land_use(args: Namespace) -> int:
    """Bring newer land use into a project."""
    fields = _per_source(args.fields, args.sources, "--class")
    classes = _per_source(args.classes, args.sources, "--classes")
    systems = _per_source(args.crs, args.sources, "--crs")
    sources = [LandUse(*one) for one in zip(args.sources, fields, classes, systems, strict=True)]
    with editing(args.file) as document:
        if not document.editing:
            raise Refused(document.why_looking)
        report = follow(newer_land_use(document, sources))
    said = tr("The present land use of {file} was replaced.", file=args.file.name)
    _tell_report(report, said, args.json, str(args.file))
    return DONE


def _per_source(given: Sequence[str] | None, sources: Sequence[str], option: str) -> Sequence[str]:
    """One value per source: the same for all where one was given."""
    if not given:
        return [""] * len(sources)
    if len(given) == 1:
        return list(given) * len(sources)
    if len(given) != len(sources):
        raise Refused(
            tr(
                "{option} is given {count} times for {sources} sources; give it once, or once per source.",
                option=option,
                count=len(given),
                sources=len(sources),
            )
        )
    return given


def _tell_report(report: ImportReport, done: str, as_json: bool, file: str) -> None:
    if as_json:
        give({"file": file, "report": report.to_json(), "sentences": sentences(report)})
        return
    tell(done)
    for sentence in sentences(report):
        tell(f"- {sentence}")


def place(args: Namespace) -> int:
    """Add the shapes of a file to a variant, all or none, in one step."""
    with editing(args.file) as document:
        variant = variant_named(document, args.variant)
        snapshot = document.snapshot(variant)
        shapes = read_shapes(args.shapes, crs=args.crs or "")
        changes = placed(snapshot, shapes)
        label = tr("Place {count} shapes", count=len(shapes))
        document.edit(label, changes, variant=variant, year=snapshot.year)
    if args.json:
        keys = [{"table": change.table, "key": str(change.key)} for change in changes]
        give({"variant": snapshot.name, "placed": keys})
    else:
        tell(tr("{count} shapes were placed in “{variant}”.", count=len(shapes), variant=snapshot.name))
    return DONE


def placed(snapshot: Snapshot, shapes: Sequence[Shape]) -> list[Change]:
    """The changes that draw the shapes, in file order: the first lowest; sites may stand behind their plots.

    Raises Refused naming the first shape that cannot be drawn.
    """
    made: dict[int, list[Change]] = {}
    sites_first = sorted(range(len(shapes)), key=lambda i: shapes[i].kind not in SITES)
    known = snapshot
    for i in sites_first:
        try:
            made[i] = _draw(known, shapes[i])
        except Refused as error:
            raise Refused(tr("{place}: {why}", place=shapes[i].place, why=str(error))) from error
        if shapes[i].kind in SITES:
            known = known.with_changes(made[i])
    lowest = min((_rank(change) for changes in made.values() for change in changes), default=0)
    return [_at_rank(change, lowest + i) for i in range(len(shapes)) for change in made[i]]


def _rank(change: Change) -> int:
    return int(change.new["rank"]) if change.new else 0


def _at_rank(change: Change, rank: int) -> Change:
    return replace(change, new={**(change.new or {}), "rank": rank})


def _draw(snapshot: Snapshot, shape: Shape) -> list[Change]:
    years: dict[str, Any] = {"start_year": shape.start, "end_year": shape.end}
    if shape.kind in SITES:
        rest: dict[str, Any] = {"rest_use": shape.use} if shape.use else {}
        return draw_site(snapshot, shape.geometry, shape.kind, shape.name, **years, **rest)
    if shape.kind == "plot":
        site = _site(snapshot, shape.site) if shape.site else None
        return draw_plot(snapshot, shape.geometry, site, shape.activity or None, shape.name, **years)
    return draw_use_change(snapshot, shape.geometry, shape.use, shape.name, **years)


def _site(snapshot: Snapshot, said: str) -> int:
    """The key of the site that a plot names, by name or by key."""
    found = [site for site in snapshot.sites.values() if said in (site.name, str(site.key))]
    if len(found) == 1:
        return found[0].key
    if found:
        raise Refused(tr("several sites are called “{site}”; give the site's key.", site=said))
    raise Refused(tr("there is no site “{site}” in this variant or file.", site=said))
