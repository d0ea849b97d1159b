"""Agreements between parties: who gives what to whom, in hectares, tonnes or euro."""

from collections.abc import Iterable
from typing import Any

from scenarios.edits.common import require_variant, row_of
from scenarios.edits.values import checked
from scenarios.errors import Refused
from scenarios.landuse.agreements import party_name, party_of
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import Agreement, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

_MOST = 1e12


def agree(snapshot: Snapshot, giver: str, taker: str, unit: str, amount: Any, **columns: Any) -> list[Change]:
    """Have one party grant another an amount; municipalities by name or code, other columns by name.

    Raises Refused in the present, without two parties, and for an amount that is not above zero.
    """
    require_variant(snapshot)
    values = _checked(snapshot, giver=giver, taker=taker, unit=unit, amount=amount, **columns)
    key = new_key()
    row = Agreement(key, key, snapshot.variant, **values)
    _between_two(snapshot, row)
    return [insert(row)]


def change(snapshot: Snapshot, key: int, **columns: Any) -> list[Change]:
    """Give an agreement other values; raises Refused for what cannot be."""
    row: Agreement = row_of(snapshot, "agreement", key)
    changes = updates(update(row, **_checked(snapshot, **columns)))
    _between_two(snapshot, snapshot.with_changes(changes).agreements[key])
    return changes


def remove(snapshot: Snapshot, keys: Iterable[int]) -> list[Change]:
    """Take agreements away."""
    return [delete(row_of(snapshot, "agreement", key)) for key in dict.fromkeys(keys)]


def _checked(snapshot: Snapshot, **columns: Any) -> dict[str, Any]:
    amounts = {"amount": _amount(columns.pop("amount"))} if "amount" in columns else {}
    values = {**checked(snapshot, "agreement", **columns), **amounts}
    parties = {side: party_of(snapshot, values[side]) for side in ("giver", "taker") if side in values}
    return {**values, **parties}


def _amount(value: Any) -> float:
    try:
        amount = float(value.strip() if isinstance(value, str) else value)
    except (TypeError, ValueError):
        amount = 0.0
    if not 0 < amount <= _MOST:
        raise Refused(tr("“{value}” is not an amount: give a number above zero.", value=str(value)[:40]))
    return amount


def _between_two(snapshot: Snapshot, row: Agreement) -> None:
    if not row.giver or not row.taker:
        raise Refused(tr("An agreement says who gives and who takes: fill in both."))
    if row.giver.casefold() == row.taker.casefold():
        name = party_name(snapshot, row.giver)
        raise Refused(tr("{name} cannot give to itself: choose another party.", name=name))
