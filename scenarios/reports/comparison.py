"""The comparison report: what each variant brings and asks, on maps and in tables, value before burden."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scenarios import wording
from scenarios.compare.areas import changed_land, places
from scenarios.compare.indicators import IndicatorRow, indicator_rows
from scenarios.landuse.setbacks import screening_note
from scenarios.project.model import PRESENT, Site
from scenarios.project.snapshot import Snapshot
from scenarios.reports import sections, svg
from scenarios.reports.amounts import amount_of
from scenarios.reports.content import (
    Block,
    Gallery,
    Heading,
    Headlines,
    Items,
    Notice,
    Paragraph,
    Picture,
    Report,
)
from scenarios.reports.naming import site_name, title_of
from scenarios.wording import tr

HEADLINES = ("dwellings_on_freed_land", "jobs", "dwellings_in_contours")
"""The figures that open the report: two that a variant brings, one that it asks."""
GAP_M = 300.0
"""Changed land closer together than this is one place on the difference map."""
CLOSE_UPS = 8
"""At most this many close-ups per variant; the largest sites first."""


@dataclass(frozen=True, slots=True)
class About:
    """What a report says of its project: name, date, labels such as "fictitious", source of the land."""

    project: str
    made: date
    labels: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Maps:
    """The pictures of a comparison by a name that can be a file name: variants, differences, sites."""

    variants: tuple[tuple[str, Picture], ...]
    differences: tuple[tuple[str, Picture], ...]
    sites: tuple[tuple[tuple[str, Picture], ...], ...]

    def all(self) -> Iterator[tuple[str, Picture]]:
        """Every picture with its name."""
        yield from self.variants
        yield from self.differences
        for close_ups in self.sites:
            yield from close_ups


def comparison(snapshots: Sequence[Snapshot], reference: int, about: About) -> tuple[Report, Maps]:
    """The report on snapshots of one project, with differences from the one at `reference`, and its maps."""
    rows = indicator_rows(snapshots, reference)
    maps = draw_maps(snapshots, reference, about)
    blocks = (
        *_opening(snapshots, reference, rows),
        *_indicator_section(snapshots, reference, rows),
        *_map_section(snapshots, maps),
        *_difference_section(snapshots, reference, maps),
        *_site_section(snapshots, maps),
        *_balance_section(snapshots, reference),
        *_accounts(rows, snapshots),
    )
    return Report(
        about.project,
        _subtitle(snapshots),
        about.made,
        _facts(snapshots, reference, about),
        blocks,
        about.labels,
    ), maps


def _subtitle(snapshots: Sequence[Snapshot]) -> str:
    return tr("Comparison of variants") if len(snapshots) > 1 else tr("Results of a variant")


def _facts(snapshots: Sequence[Snapshot], reference: int, about: About) -> tuple[tuple[str, str], ...]:
    region = snapshots[0].region
    years = sorted({s.year for s in snapshots})
    area = wording.hectares(int(region.area_m2.sum()), 0)
    count = len(region.municipalities)
    facts = [
        (tr("Date"), wording.day(about.made)),
        (tr("Year"), ", ".join(map(str, years))),
        (tr("Region"), tr("{count} municipalities, {area}", count=count, area=area)),
        (tr("Variants"), ", ".join(title_of(s) for s in snapshots)),
    ]
    if len(snapshots) > 1:
        facts.append((tr("Differences from"), title_of(snapshots[reference])))
    surroundings = snapshots[0].settings["setback_setting"]
    facts.append(
        (tr("Surroundings"), tr("mixed area") if surroundings == "mixed" else tr("quiet residential area"))
    )
    return tuple(facts)


def _opening(snapshots: Sequence[Snapshot], reference: int, rows: Sequence[IndicatorRow]) -> list[Block]:
    shown = [i for i in range(len(snapshots)) if i != reference] or [reference]
    by_key = {row.about.key: row for row in rows}
    entries = [
        (amount_of(figure), by_key[key].about.name, title_of(snapshots[i]))
        for i in shown
        for key in HEADLINES
        if key in by_key and (figure := by_key[key].figures[i]) is not None
    ]
    return [Headlines(tuple(entries))] if entries else []


def draw_maps(snapshots: Sequence[Snapshot], reference: int, about: About) -> Maps:
    """All maps: every variant in the same frame, differences from the reference, close-ups."""
    bounds = svg.extent(snapshots)
    marks = svg.Marks(about.labels, about.source)
    names = [f"{number}-{plain_name(title_of(s))}" for number, s in enumerate(snapshots, start=1)]
    variants = tuple(
        (f"map-{name}", svg.variant_map(s, bounds, title_of(s), marks))
        for name, s in zip(names, snapshots, strict=True)
    )
    base = snapshots[reference]
    differences = tuple(
        (f"difference-{name}", _difference_map(base, s, bounds, marks))
        for i, (name, s) in enumerate(zip(names, snapshots, strict=True))
        if i != reference
    )
    sites = tuple(_close_ups(s, name, marks) for name, s in zip(names, snapshots, strict=True))
    return Maps(variants, differences, sites)


def _difference_map(base: Snapshot, other: Snapshot, bounds: svg.Bounds, marks: svg.Marks) -> Picture:
    changes = changed_land(base, other)
    title = tr("{variant} against {reference}", variant=title_of(other), reference=title_of(base))
    return svg.difference_map(other, changes, places(other, changes, GAP_M), bounds, title, marks)


def _close_ups(snapshot: Snapshot, name: str, marks: svg.Marks) -> tuple[tuple[str, Picture], ...]:
    sites = [thing for thing in snapshot.things if isinstance(thing, Site)]
    sites.sort(key=lambda site: (site.kind, -snapshot.geometry(site).area))
    return tuple(
        (f"site-{name}-{number}-{plain_name(site_name(site))}", svg.site_map(snapshot, site, marks))
        for number, site in enumerate(sites[:CLOSE_UPS], start=1)
    )


def plain_name(text: str) -> str:
    """A text as part of a file name on any system: letters, digits and hyphens, at most 40."""
    letters = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(
        c if c.isascii() and c.isalnum() else "" if unicodedata.combining(c) else "-" for c in letters
    )
    return "-".join(part for part in kept.split("-") if part)[:40].strip("-") or "variant"


def _map_section(snapshots: Sequence[Snapshot], maps: Maps) -> list[Block]:
    blocks: list[Block] = [Heading(tr("Maps"))]
    for snapshot, (_, picture) in zip(snapshots, maps.variants, strict=True):
        blocks += [Heading(title_of(snapshot), 2), picture]
        note = snapshot.variants[snapshot.variant].note if snapshot.variant != PRESENT else ""
        blocks += [Paragraph(note)] if note else []
    return blocks


def _indicator_section(
    snapshots: Sequence[Snapshot], reference: int, rows: Sequence[IndicatorRow]
) -> list[Block]:
    seen = [
        row
        for row in rows
        if not row.about.key.startswith("area_") and any(f and f.value for f in row.figures)
    ]
    parts = (
        ("higher", tr("What it brings"), tr("The value of the variants: more is better.")),
        ("lower", tr("What it asks"), tr("The burden of the variants: less is better.")),
        ("neither", tr("What it changes"), tr("Sizes that are neither good nor bad by themselves.")),
    )
    blocks: list[Block] = []
    for better, title, remark in parts:
        of_kind = [row for row in seen if row.about.better == better]
        if of_kind:
            blocks += [Heading(title), sections.indicator_table(snapshots, reference, of_kind, remark)]
        if better == "lower" and of_kind:
            blocks.append(Notice(screening_note()))
    blocks.append(Paragraph(tr("Figures that are zero in every variant are left out."), "quiet"))
    return blocks


def _difference_section(snapshots: Sequence[Snapshot], reference: int, maps: Maps) -> list[Block]:
    others = [s for i, s in enumerate(snapshots) if i != reference]
    if not others:
        return []
    base = snapshots[reference]
    blocks: list[Block] = [Heading(tr("Where land gets another use"))]
    for other, (_, picture) in zip(others, maps.differences, strict=True):
        title = tr("{variant} against {reference}", variant=title_of(other), reference=title_of(base))
        blocks += [Heading(title, 2), picture]
        found = places(other, changed_land(base, other), GAP_M)
        blocks.append(sections.place_table(other, found) if found else Paragraph(tr("No land differs.")))
    return blocks


def _site_section(snapshots: Sequence[Snapshot], maps: Maps) -> list[Block]:
    if not any(maps.sites):
        return []
    blocks: list[Block] = [Heading(tr("Clusters and hubs")), sections.site_table(snapshots)]
    for snapshot, close_ups in zip(snapshots, maps.sites, strict=True):
        if close_ups:
            blocks.append(Heading(tr("{variant} close by", variant=title_of(snapshot)), 2))
            blocks.append(Gallery(tuple(picture for _, picture in close_ups)))
            findings = sections.findings(snapshot)
            blocks += [Items(findings)] if findings else []
    blocks.append(Notice(screening_note()))
    return blocks


def _balance_section(snapshots: Sequence[Snapshot], reference: int) -> list[Block]:
    blocks: list[Block] = [Heading(tr("Land balance"))]
    blocks.append(
        Paragraph(
            tr("Per municipality all uses add up to its area, in every variant; nothing is made or lost.")
        )
    )
    blocks.append(sections.balance_table(snapshots[reference]))
    for number, snapshot in enumerate(snapshots):
        if number != reference:
            blocks.append(sections.balance_difference(snapshot, snapshots[reference]))
    drawn = [s for s in snapshots if s.variant != PRESENT]
    for snapshot in drawn:
        blocks += sections.ledger_tables(snapshot)
    return blocks


def _accounts(rows: Sequence[IndicatorRow], snapshots: Sequence[Snapshot]) -> list[Block]:
    """How the figures are made, from which assumptions and which sources."""
    named = [row.about for row in rows]
    sources = dict.fromkeys(source for row in rows for source in row.sources)
    return [
        Heading(tr("How the figures are made")),
        sections.formula_table(named),
        sections.assumption_table(snapshots[0]),
        Heading(tr("Sources")),
        Items(tuple(sources)),
    ]
