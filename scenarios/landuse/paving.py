"""How much of a layout is paved or built: as given for a plot, else what is usual for its activity."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from scenarios import resource
from scenarios.landuse.layout import Piece
from scenarios.landuse.span import NOTHING, Span, exactly, weakest
from scenarios.project.model import Plot
from scenarios.wording import tr


@dataclass(frozen=True, slots=True)
class Paving:
    """The paved or built share of land, 0-1, with where it comes from."""

    share: Span
    source: str
    certainty: str


@cache
def usual_paving() -> Mapping[str, Paving]:
    """The usual paved share by kind of activity, from paving.csv; also "rest" and "unknown"."""
    return MappingProxyType(
        {
            row["group"]: Paving(
                Span(float(row["share"]), float(row["low"]), float(row["high"])),
                row["source"],
                row["certainty"],
            )
            for row in resource.table("paving.csv")
        }
    )


def paving_of(piece: Piece) -> Paving:
    """The paved share of a piece of a layout."""
    if isinstance(piece.thing, Plot) and piece.thing.paved_share is not None:
        return Paving(exactly(piece.thing.paved_share), tr("given for the plot"), "medium")
    return usual_paving()[piece.group]


def usual_share(group: str) -> float:
    """The usual paved share of a kind of activity, 0-1."""
    return usual_paving()[group].share.value


def paved(pieces: Iterable[Piece]) -> tuple[Span, str, tuple[str, ...]]:
    """The paved m2 of pieces with its range, the weakest certainty, and the sources, each once."""
    total, certainty, sources = NOTHING, "high", dict[str, None]()
    for piece in pieces:
        found = paving_of(piece)
        total += found.share.times(piece.m2)
        certainty = weakest(certainty, found.certainty)
        sources[found.source] = None
    return total, certainty, tuple(sources)
