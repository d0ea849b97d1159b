"""What was typed or pasted into the table, as whole m2 for the programme; refused in one sentence."""

from collections.abc import Iterable

from desktop.panels.tradeoff.block import Amount
from desktop.panels.tradeoff.cells import Table
from desktop.panels.tradeoff.units import Unit
from desktop.widgets.figures import read_number
from desktop.widgets.names import use_name
from scenarios.errors import Refused
from scenarios.wording import tr


def read_amount(text: str, unit: Unit) -> float:
    """A typed amount, with or without its unit; raises Refused."""
    bare = text.strip().removesuffix(unit.short).strip().replace("\u2212", "-")
    value = read_number(bare)
    if value is None:
        example = unit.exact(12.5 if unit.key in ("ha", "%") else 1200)
        raise Refused(
            tr(
                "“{text}” is no number: type for instance {example}. Nothing was changed.",
                text=text,
                example=example,
            )
        )
    return value


def targets(amounts: Iterable[Amount], table: Table, unit: Unit) -> dict[str, dict[str, int]]:
    """Amounts in a unit as whole m2 by municipality and use; raises Refused for a use without a figure and
    for a cell that stands there twice."""
    found: dict[str, dict[str, int]] = {}
    names = dict(table.places)
    for each in amounts:
        m2 = unit.m2(each.value, each.use, table.facts[each.code].area_m2)
        if m2 is None:
            raise Refused(
                tr(
                    "No figure is known for {use}: its land cannot be given in {unit}. Nothing was changed.",
                    use=use_name(each.use),
                    unit=unit.short,
                )
            )
        row = found.setdefault(each.code, {})
        if each.use in row:
            raise Refused(
                tr(
                    "{use} in {municipality} stands twice in what was pasted. Nothing was changed.",
                    use=use_name(each.use),
                    municipality=names.get(each.code, each.code),
                )
            )
        row[each.use] = m2
    return found
