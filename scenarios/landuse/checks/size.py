"""Whether a site has the size that is expected of its kind."""

from collections.abc import Iterator

from scenarios.landuse.checks.finding import Finding, Ground, inside
from scenarios.landuse.visible import CLUSTER
from scenarios.wording import hectares, number, tr


def size(ground: Ground) -> Iterator[Finding]:
    """A site below or above the sizes that are expected (settings of the project, ha)."""
    kind = "cluster" if ground.site.kind == CLUSTER else "hub"
    low, high = (float(ground.snapshot.settings[f"{kind}_{end}_ha"]) for end in ("min", "max"))
    if low <= ground.area_m2 / 10_000 <= high:
        return
    values = {"area": hectares(ground.area_m2), "low": number(low, 1), "high": number(high, 1)}
    if kind == "cluster":
        text = tr("{area}: a cluster is expected to have {low} to {high} ha (estimate).", **values)
    else:
        text = tr("{area}: a hub is expected to have {low} to {high} ha (estimate).", **values)
    yield ground.found("size", text, inside(ground.shape))
