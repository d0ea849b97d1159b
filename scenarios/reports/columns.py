"""Columns that several tables begin with: of which variant and year a row is, and where."""

from scenarios.formats.sheet import Field
from scenarios.wording import tr

M2 = "m2"


def variant_fields() -> tuple[Field, ...]:
    """The variant and the year it is looked at in."""
    return Field("variant", tr("Variant"), width=26), Field("year", tr("Year"), width=8)


def place_fields() -> tuple[Field, ...]:
    """A municipality by code and name."""
    return (
        Field("municipality", tr("Code"), width=10),
        Field("municipality_name", tr("Municipality"), width=22),
    )
