"""The tables of the panel: municipalities with what they have, items without owner, parties."""

from dataclasses import dataclass

from desktop import look
from desktop.canvas.urgency import level_words
from desktop.panels.burden.facts import Facts, amount, balance_text, tone
from desktop.widgets.row_table import Column
from scenarios.indicators.burden import Item
from scenarios.landuse.agreements import unit_name
from scenarios.landuse.parties import Party
from scenarios.landuse.span import NOTHING
from scenarios.wording import hectares, number, signed, tr

NARROW = ("hosted", "contour_across", "jobs_hosted", "trucks_hosted")
"""The items that a narrow table shows, after the net of homes."""


@dataclass(frozen=True, eq=False)
class PlaceRow:
    """A municipality in the table."""

    code: str
    facts: Facts

    @property
    def level(self) -> int:
        """Its level of urgency, 0 where none is given."""
        row = self.facts.urgency.get(self.code)
        return row.level if row is not None else 0


@dataclass(frozen=True, eq=False)
class OpenRow:
    """An item without owner, of one municipality."""

    item: Item
    code: str
    facts: Facts


def place_columns(facts: Facts, *, wide: bool) -> tuple[Column, ...]:
    """A municipality in each row; the net of homes first, then every item or those that matter most."""
    items = [item for item in facts.items if wide or item.key in NARROW]
    if not wide:
        items.sort(key=lambda item: NARROW.index(item.key))
    return (
        Column(
            lambda: tr("Municipality"),
            lambda row: row.facts.names[row.code],
            width=0 if wide else look.size("field_width") * 3 // 4,
            tip=lambda row: row.facts.names[row.code],
        ),
        Column(
            lambda: tr("Homes, net"),
            lambda row: balance_text(_net(row), "dwellings").split(" (")[0],
            numeric=True,
            order=lambda row: _net(row).value,
            tone=lambda row: tone(_net(row)),
            tip=lambda row: balance_text(_net(row), "dwellings"),
            width=0 if wide else look.size("field_width") * 3 // 5,
        ),
        *(_item_column(item.key, item.figure.name, item.figure.unit, wide) for item in items),
        Column(lambda: tr("Urgency"), _urgency, order=lambda row: row.level),
    )


def _item_column(key: str, name: str, unit: str, wide: bool) -> Column:
    def span(row: PlaceRow):
        item = row.facts.item(key)
        return item.of(row.code) if item is not None else NOTHING

    def text(row: PlaceRow) -> str:
        item = row.facts.item(key)
        return amount(span(row), unit, item.figure.certainty) if item is not None else ""

    def title() -> str:
        return f"{_SHORT[key]()} ({tr(unit)})" if unit in _SAID else _SHORT[key]()

    return Column(
        title,
        text,
        numeric=True,
        order=lambda row: span(row).value,
        tip=lambda row: name,
        width=0 if wide else look.size("field_width") // 2,
    )


_SAID = ("ha", "million euro")
"""Units that a header has to say; the others lie in its words."""


_SHORT = {
    "homes_unlocked": lambda: tr("Homes, freed land"),
    "jobs_hosted": lambda: tr("Jobs"),
    "freed": lambda: tr("Freed"),
    "land_value": lambda: tr("Land value"),
    "green_gained": lambda: tr("Green gained"),
    "hosted": lambda: tr("Sites"),
    "contour_own": lambda: tr("Own contours"),
    "contour_across": lambda: tr("From across"),
    "dwellings_own": lambda: tr("Dwellings, own contours"),
    "dwellings_across": lambda: tr("Dwellings, from across"),
    "homes_not_possible": lambda: tr("Homes not possible"),
    "homes_lost": lambda: tr("Homes lost"),
    "trucks_hosted": lambda: tr("Trucks a day"),
    "green_lost": lambda: tr("Green given up"),
    "farmland_lost": lambda: tr("Farmland given up"),
}


def open_columns() -> tuple[Column, ...]:
    """An item without owner in each row."""
    return (
        Column(lambda: tr("Item"), _open_words, stretch=True, tip=_open_words),
        Column(
            lambda: tr("Amount"),
            _open_amount,
            numeric=True,
            order=lambda row: row.item.of(row.code).value,
            width=look.size("field_width") * 3 // 4,
            tip=_open_amount,
        ),
    )


def _open_words(row: OpenRow) -> str:
    return f"{row.facts.names[row.code]}: {row.item.figure.name}"


def _open_amount(row: OpenRow) -> str:
    figure = row.item.figure
    return f"{amount(row.item.of(row.code), figure.unit, figure.certainty)} {tr(figure.unit)}"


def party_words(facts: Facts, party: Party) -> str:
    """What is known of a party, in one line."""
    said = []
    if party.sites:
        said.append(tr("takes part in {count} sites of {ha}", count=len(party.sites), ha=hectares(party.m2)))
    if party.owns:
        names = dict.fromkeys(item.figure.name for key, _ in party.owns if (item := facts.item(key)))
        said.append(tr("owner of: {items}", items=", ".join(names)))
    for unit, net in party.nets.items():
        said.append(tr("by agreement {net} {unit}", net=_signed(net), unit=unit_name(unit)))
    return f"{party.name}: {'; '.join(said)}"


def _signed(value: float) -> str:
    return signed(value, 0 if value == int(value) else 1) if value else number(0)


def _net(row: PlaceRow):
    return row.facts.homes.get(row.code, NOTHING)


def _urgency(row: PlaceRow) -> str:
    found = row.facts.urgency.get(row.code)
    return level_words(found) if found is not None else ""
