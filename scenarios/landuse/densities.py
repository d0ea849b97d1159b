"""What land carries: dwellings, jobs or tonnes a year per hectare of a use, with range, source and certainty.

Only where a figure is known; all of these can be changed per project (see landuse.assumptions). Figures per
net hectare are brought to the gross hectares that the balance counts by the usual net share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scenarios.landuse.assumptions import assumed
from scenarios.landuse.catalogue import Factor
from scenarios.landuse.span import Span, weakest
from scenarios.project.snapshot import Snapshot

CARRIED: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "dwellings": {"WON": ("dwellings_per_ha",)},
        "jobs": {
            "BED": ("jobs_per_ha_mixed", "net_to_gross_work"),
            "HMC": ("jobs_per_ha_heavy", "net_to_gross_work"),
        },
        "tonnes": {"HMC": ("tonnes_per_ha_heavy", "net_to_gross_work")},
    }
)
"""What land can carry, and per land use the coefficients whose product is its density."""


@dataclass(frozen=True, slots=True)
class Density:
    """How much a gross hectare of a use carries, and the coefficients it is the product of."""

    use: str
    span: Span
    factors: tuple[Factor, ...]

    @property
    def certainty(self) -> str:
        """That of the weakest coefficient."""
        return weakest(*(factor.certainty for factor in self.factors))


def densities(snapshot: Snapshot, carried: str) -> dict[str, Density]:
    """The densities of what land carries (a name in CARRIED) by land use; uses without a figure are left out.

    Per gross hectare; an unknown name is a KeyError.
    """
    found = {}
    for use, keys in CARRIED[carried].items():
        factors = tuple(assumed(snapshot, key) for key in keys)
        span = factors[0].span
        for factor in factors[1:]:
            span = span.by(factor.span)
        found[use] = Density(use, span, factors)
    return found
