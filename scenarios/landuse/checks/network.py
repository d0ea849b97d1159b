"""Whether the network has its two levels: at least one cluster at provincial level above the local hubs."""

from collections.abc import Iterator

from scenarios.landuse.checks.finding import Finding, inside
from scenarios.landuse.visible import CLUSTER, HUB
from scenarios.project.model import Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def no_cluster(snapshot: Snapshot) -> Iterator[Finding]:
    """Hubs in a variant that has no cluster in any year (S34)."""
    hubs = [t for t in snapshot.things if isinstance(t, Site) and t.kind == HUB]
    if not hubs or any(site.kind == CLUSTER for site in snapshot.sites.values()):
        return
    text = (
        tr("There is a hub and no cluster yet: the network has at least one cluster at provincial level.")
        if len(hubs) == 1
        else tr(
            "There are {count} hubs and no cluster yet: the network has at least one at provincial level.",
            count=len(hubs),
        )
    )
    place = inside(snapshot.geometry(hubs[0]))
    yield Finding("no_cluster", text, place, "", tuple(("site", hub.key) for hub in hubs))
