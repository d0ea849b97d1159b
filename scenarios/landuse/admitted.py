"""How heavy a site admits: its own limit, else what the project sets for its kind."""

from scenarios.landuse.visible import CLUSTER
from scenarios.project.model import Site
from scenarios.project.snapshot import Snapshot


def heaviest_admitted(snapshot: Snapshot, site: Site) -> str:
    """The heaviest category that a site admits: its own limit, else the project's for its kind."""
    kind = "cluster" if site.kind == CLUSTER else "hub"
    return site.max_category or str(snapshot.settings[f"{kind}_max_category"])
