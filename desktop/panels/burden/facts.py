"""What the panel shows, reckoned at once in a thread: items, nets, shares, owners, urgency, parties."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.widgets.figures import is_estimate, plain, rough, written
from desktop.widgets.names import place_name
from scenarios.indicators.burden import BENEFIT, HostShare, Item, homes_net, host_shares, items, without_owner
from scenarios.landuse.burden import across
from scenarios.landuse.parties import Party, parties
from scenarios.landuse.span import Span
from scenarios.progress import Job, Progress
from scenarios.project.model import Urgency
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr

EVERYWHERE = ""


@dataclass(frozen=True, eq=False)
class Facts:
    """All there is to show of one snapshot; `names` are the municipalities by code, in order of name."""

    snapshot: Snapshot
    names: Mapping[str, str]
    items: tuple[Item, ...]
    homes: Mapping[str, Span]
    open_items: tuple[tuple[Item, str], ...]
    urgency: Mapping[str, Urgency]
    parties: tuple[Party, ...]

    def item(self, key: str) -> Item | None:
        """An item by its key."""
        return next((item for item in self.items if item.key == key), None)

    def shares(self, code: str) -> dict[str, HostShare]:
        """The share of one municipality in every item, by the item's key."""
        return {found.item.key: found for found in host_shares(self.snapshot, code)}

    def whose(self, code: str) -> str:
        """Whose contours lie over a municipality's land (empty: over that of others), in words."""
        lines = []
        for (host, has), m2 in across(self.snapshot).whose.items():
            if host == has or code not in (EVERYWHERE, has):
                continue
            of = place_name(self.snapshot, host) if host else tr("outside the region")
            amount = hectares(m2)
            if code:
                lines.append((m2, tr("{host}: {amount}", host=of, amount=amount)))
            else:
                there = place_name(self.snapshot, has)
                lines.append((m2, tr("{host} over {place}: {amount}", host=of, place=there, amount=amount)))
        return "; ".join(text for _, text in sorted(lines, key=lambda line: -line[0])[:_MOST])


_MOST = 8


def gathered(snapshot: Snapshot) -> Job[Facts]:
    """Reckon everything, as a job."""
    yield Progress(0, 1)
    return facts_of(snapshot)


def facts_of(snapshot: Snapshot) -> Facts:
    """Reckon everything."""
    places = sorted((m.name, m.code) for m in snapshot.region.municipalities)
    return Facts(
        snapshot,
        {code: name for name, code in places},
        items(snapshot),
        homes_net(snapshot),
        without_owner(snapshot),
        {row.municipality: row for row in snapshot.urgencies.values()},
        parties(snapshot),
    )


def amount(span: Span, unit: str, certainty: str) -> str:
    """A figure without its unit and range."""
    return written(span.value, span.low, span.high, unit, certainty).value


def amount_range(span: Span, unit: str, certainty: str) -> str:
    """The range of a figure in words; empty where it has none."""
    return written(span.value, span.low, span.high, unit, certainty).range


def balance_text(span: Span, unit: str) -> str:
    """A figure that may be below zero, with its sign and range."""
    if not is_estimate(span.value, span.low, span.high, "high"):
        return _signed(span.value, plain(abs(span.value), unit))
    text = tr("ca. {value}", value=_signed(span.value, rough(abs(span.value), unit)))
    low, high = (_signed(end, rough(abs(end), unit)) for end in (span.low, span.high))
    return f"{text} ({tr('{low} to {high}', low=low, high=high)})"


def tone(span: Span) -> str:
    """Whether a net is a gain or a loss; empty where it is neither."""
    return "gain" if span.value > 0 else "loss" if span.value < 0 else ""


def says_something(item: Item, code: str) -> bool:
    """Whether a place has anything of an item."""
    span = item.of(code)
    return bool(span.value or span.low or span.high)


def is_benefit(item: Item) -> bool:
    """Whether an item stands on the side of the value."""
    return item.side == BENEFIT


def _signed(value: float, text: str) -> str:
    return text if value == 0 else ("+" if value > 0 else "\u2212") + text
