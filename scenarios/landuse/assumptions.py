"""Coefficients as they hold in a project: the resources' own, or the value that the project gives instead."""

import json
from dataclasses import replace

from scenarios.landuse.catalogue import Factor, factor
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, tr


def assumed(snapshot: Snapshot, key: str) -> Factor:
    """A coefficient with the project's own value where it has one; raises KeyError where there is none.

    An own value outside the range widens the range to itself.
    """
    known: dict[str, Factor] = snapshot.once(f"assumed in {language()}", dict)
    found = known.get(key)
    if found is None:
        found = known[key] = _assumed(snapshot, key)
    return found


def _assumed(snapshot: Snapshot, key: str) -> Factor:
    default = factor(key)
    for row in snapshot.rows("setting").values():
        if row.name == key and (value := float(json.loads(row.value))) != default.value:
            return replace(
                default,
                value=value,
                low=min(default.low, value),
                high=max(default.high, value),
                source=tr("set in this project; was {source}", source=default.source),
                changed=True,
            )
    return default
