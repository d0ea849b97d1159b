"""The findings as the panel lists them: by how grave they are, then by site. No Qt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.widgets.names import thing_name
from scenarios.edits.remedies import LABELS, remedy_for
from scenarios.landuse.checks import SEVERITIES, Finding
from scenarios.landuse.sites import all_findings
from scenarios.progress import Job, Progress
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

MOST = 60
"""How many findings of one severity are listed; nobody reads more at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the name of its site and what its remedy is called (empty: there is none)."""

    finding: Finding
    name: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a heading (`severity`, `site`, `more`) or a finding."""

    kind: str
    text: str
    found: Found | None = None


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


def lines(found: Iterable[Found], site: int | None) -> Iterator[Line]:
    """The lines of the list, of one site alone where one is given."""
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
            for one in of_site:
                yield Line("finding", one.finding.text, one)
        if len(grave) > MOST:
            yield Line("more", tr("and {count} more; select a site to see its own", count=len(grave) - MOST))
