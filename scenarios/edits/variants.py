"""The tree of variants: made from the present or as a copy, renamed, taken out again.

These take the tables of the whole project, since a snapshot shows one variant only.
"""

from dataclasses import replace
from typing import Any

from scenarios.edits.values import NAME_LENGTH
from scenarios.errors import Refused
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import PER_VARIANT, POINTERS, PRESENT, Variant, new_key
from scenarios.project.snapshot import Tables
from scenarios.wording import number, tr

_RESERVED = ("present", "heden")


def add_variant(
    tables: Tables, name: str, source: int = PRESENT, *, fictitious: int | None = None
) -> list[Change]:
    """Add a variant: empty from the present, else a copy of another's rows; the first change is the variant.

    Copies get new keys and keep their origin; what pointed at a copied row points at its copy. Raises
    Refused for a name that is taken, empty, too long or reserved, and where the source is gone.
    """
    origin = _variant(tables, source) if source != PRESENT else None
    position = max((v.position for v in tables.get("variant", {}).values()), default=0) + 1
    made = Variant(
        new_key(),
        _free(tables, name),
        source,
        position,
        fictitious=(origin.fictitious if origin else 0) if fictitious is None else fictitious,
    )
    return [insert(made), *_copies(tables, source, made.key)]


def rename_variant(tables: Tables, key: int, name: str) -> list[Change]:
    """Give a variant another name; raises Refused as `add_variant` does."""
    return updates(update(_variant(tables, key), name=_free(tables, name, key)))


def delete_variant(tables: Tables, key: int) -> list[Change]:
    """Take a variant out with all its rows; variants made from it move up to what it was made from."""
    variant = _variant(tables, key)
    children = [v for v in tables["variant"].values() if v.parent == key]
    rows = [row for table in reversed(PER_VARIANT) for row in _rows(tables, table, key)]
    raised = updates(*(update(child, parent=variant.parent) for child in children))
    return [*(delete(row) for row in rows), *raised, delete(variant)]


def free_name(tables: Tables, name: str) -> str:
    """The name, or the first of `name 2`, `name 3`, ... that no variant has yet."""
    taken = {v.name.casefold() for v in tables.get("variant", {}).values()} | set(_RESERVED)
    short = name.strip()[: NAME_LENGTH - 5]
    return next(
        said
        for said in (short, *(f"{short} {n}" for n in range(2, len(taken) + 3)))
        if said.casefold() not in taken
    )


def _copies(tables: Tables, source: int, variant: int) -> list[Change]:
    if source == PRESENT:
        return []
    changes = []
    rows = [(table, row) for table in PER_VARIANT for row in _rows(tables, table, source)]
    keys = {row.key: new_key() for _, row in rows}
    for table, row in rows:
        columns: dict[str, Any] = {"key": keys[row.key], "variant": variant}
        for column in POINTERS.get(table, {}):
            pointed = getattr(row, column)
            columns[column] = keys.get(pointed, pointed)
        changes.append(insert(replace(row, **columns)))
    return changes


def _rows(tables: Tables, table: str, variant: int) -> list[Any]:
    return [row for row in tables.get(table, {}).values() if row.variant == variant]


def _variant(tables: Tables, key: int) -> Variant:
    if key == PRESENT:
        raise Refused(tr("The present cannot be renamed or deleted: choose one of the variants."))
    row = tables.get("variant", {}).get(key)
    if row is None:
        raise Refused(tr("This variant is no longer there: choose another one."))
    return row


def _free(tables: Tables, name: str, own: int | None = None) -> str:
    said = name.strip()
    if not said:
        raise Refused(tr("A variant needs a name: type one."))
    if len(said) > NAME_LENGTH:
        raise Refused(
            tr(
                "This name has {count} characters: use at most {limit}.",
                count=number(len(said)),
                limit=NAME_LENGTH,
            )
        )
    if any(ord(letter) < 32 for letter in said):
        raise Refused(tr("This name holds an unreadable character: type it again."))
    if said.casefold() in _RESERVED:
        raise Refused(tr("“{name}” stands for the present: give this variant another name.", name=said))
    others = {v.name.casefold() for v in tables.get("variant", {}).values() if v.key != own}
    if said.casefold() in others:
        raise Refused(tr("There is a variant “{name}” already: give this one another name.", name=said))
    return said
