"""The findings as the panel lists them: by how grave they are, then by site. No Qt."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop.widgets.names import thing_name
from scenarios.edits.remedies import LABELS, remedy_for
from scenarios.landuse.checks import SEVERITIES, Finding
from scenarios.landuse.sites import all_findings
from scenarios.progress import Job, Progress
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

MOST = 60
"""How many findings of one severity are listed; nobody reads more at once."""


TOGETHER = 3
"""From so many on, findings of one site that say the same of several things share one line."""

ALIKE: Mapping[str, str] = MappingProxyType(
    {
        "plot_outside": mark("{count} plots lie outside this site, in part or whole."),
        "plot_overlap": mark("{count} times two plots overlap; the one on top counts."),
        "category": mark("{count} plots have a category that this site does not admit."),
        "no_access": mark("{count} plots lie on no road."),
        "no_water": mark("{count} plots need a quay, and no quay of this site lies on water."),
        "quay_wanted": mark("{count} plots work better with a quay."),
        "sensitive_place": mark("{count} sensitive places lie inside contours or on this site."),
        "contour_border": mark("The setback contours claim land in {count} other municipalities."),
        "nature_taken": mark("{count} land-use changes take nature: it has to be made good."),
        "too_early": mark("{count} things start before their land is free."),
        "waiting_land": mark("{count} times land in waiting is used."),
    }
)
"""What several findings of a code say together; translated with `tr`."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the name of its site and what its remedy is called (empty: there is none)."""

    finding: Finding
    name: str
    remedy: str


Alike = tuple[int, str]
"""The site and the code that findings have in common."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a heading (`severity`, `site`, `more`), a finding (`finding`, or `one` of
    several), or several findings alike (`alike`); `opened`: each of those has a line of its own below."""

    kind: str
    text: str
    found: tuple[Found, ...] = ()
    opened: bool = False

    @property
    def key(self) -> Alike:
        """What the findings of the line have in common."""
        finding = self.found[0].finding
        return finding.site, finding.code


def look(snapshot: Snapshot) -> Job[tuple[Found, ...]]:
    """All findings of a snapshot, the gravest first; a job, because a heavy drawing takes a while."""
    yield Progress(0, 0)
    found = []
    for finding in all_findings(snapshot):
        there = finding.remedy and remedy_for(snapshot, finding) is not None
        site = snapshot.sites.get(finding.site)
        name = thing_name(snapshot, site) if site is not None else tr("The whole variant")
        found.append(Found(finding, name, LABELS[finding.remedy] if there else ""))
    return tuple(sorted(found, key=lambda one: SEVERITIES.index(one.finding.severity)))


def severity_name(severity: str) -> str:
    """What findings of a severity are called together."""
    return {"conflict": tr("Conflicts"), "warning": tr("To look at"), "notice": tr("To know")}[severity]


def counted(found: Iterable[Found]) -> dict[str, int]:
    """How many findings of each severity there are."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for one in found:
        counts[one.finding.severity] += 1
    return counts


def lines(found: Iterable[Found], site: int | None, opened: Container[Alike] = ()) -> Iterator[Line]:
    """The lines of the list, of one site alone where one is given; `opened`: what is not to be folded up."""
    listed = [one for one in found if site is None or one.finding.site == site]
    for severity in SEVERITIES:
        grave = [one for one in listed if one.finding.severity == severity]
        if not grave:
            continue
        yield Line("severity", f"{severity_name(severity)} ({len(grave)})")
        shown = grave[:MOST]
        for key in dict.fromkeys(one.finding.site for one in shown):
            of_site = [one for one in shown if one.finding.site == key]
            if site is None:
                yield Line("site", of_site[0].name)
            yield from _of_site(of_site, opened)
        if len(grave) > MOST:
            yield Line("more", tr("and {count} more; select a site to see its own", count=len(grave) - MOST))


def _of_site(found: list[Found], opened: Container[Alike]) -> Iterator[Line]:
    """The lines of one site: many findings alike share one, which opens."""
    for code in dict.fromkeys(one.finding.code for one in found):
        alike = tuple(one for one in found if one.finding.code == code)
        if len(alike) < TOGETHER or code not in ALIKE:
            yield from (Line("finding", one.finding.text, (one,)) for one in alike)
            continue
        whole = Line("alike", tr(ALIKE[code], count=len(alike)), alike)
        unfolded = whole.key in opened
        yield replace(whole, opened=unfolded)
        if unfolded:
            yield from (Line("one", one.finding.text, (one,)) for one in alike)
