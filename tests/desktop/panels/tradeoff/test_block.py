"""Copied text comes back as the same square metres, in every exact unit and both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.panels.tradeoff.amounts import targets
from desktop.panels.tradeoff.block import Unknown, copied, pasted
from desktop.panels.tradeoff.cells import Cell, Facts, Table
from desktop.panels.tradeoff.lines import View
from desktop.panels.tradeoff.model import MatrixModel
from desktop.panels.tradeoff.signs import Signs
from desktop.panels.tradeoff.units import Unit
from scenarios.project.region import USES
from scenarios.wording import set_language

PLACES = (("GM1", "Delft"), ("GM2", "'s-Gravenhage"), ("GM3", "Leidschendam-Voorburg"))
MOST = 300_000_000
"""More m2 than the largest municipality of Zuid-Holland has."""


@pytest.fixture(autouse=True)
def english():
    yield
    set_language("en")


def model_of(amounts, view, unit):
    cells = {
        (code, use): Cell(0, 0, amounts[at * len(USES) + i])
        for at, (code, _name) in enumerate(PLACES)
        for i, use in enumerate(USES)
    }
    facts = {code: Facts(sum(cells[code, use].programme for use in USES)) for code, _ in PLACES}
    totals = {use: Cell(0, 0, sum(cells[code, use].programme for code, _ in PLACES)) for use in USES}
    model = MatrixModel()
    model.show_table(Table(PLACES, cells, totals, facts), view, unit, Signs(), editable=True)
    return model


@given(
    st.lists(st.integers(0, MOST), min_size=36, max_size=36),
    st.sampled_from(("ha", "%", "m2")),
    st.sampled_from(("nl", "en")),
    st.sampled_from(("programme", "all")),
    st.sampled_from(("", "size", "hosts")),
)
def test_what_is_copied_comes_back_to_the_square_metre(amounts, unit, language, shown, group):
    set_language(language)
    model = model_of(amounts, View(shown=shown, unit=unit, group=group), Unit(unit))
    text = copied(model, range(len(model.lines)), range(model.columnCount()))
    found = targets(pasted(text, model, 0, 0), model.table, model.unit)
    assert found == {code: {use: model.table.cell(code, use).programme for use in USES} for code, _ in PLACES}


@pytest.mark.parametrize(
    ("typed", "nearest"), [("Delfd", "Delft"), ("Gravenhage", "'s-Gravenhage"), ("Timboektoe", "")]
)
def test_the_nearest_municipality_is_offered(typed, nearest):
    model = model_of([10_000] * 36, View(), Unit())
    with pytest.raises(Unknown) as unknown:
        pasted(f"\tHMC\n{typed}\t4\n", model, 0, 0)
    assert (unknown.value.typed, unknown.value.nearest) == (typed, nearest)


@pytest.mark.parametrize(
    ("typed", "use"), [("wonen", "WON"), ("Housing", "WON"), ("hmc", "HMC"), ("GRO", "GRO")]
)
def test_uses_are_known_by_code_and_by_name_in_both_languages(typed, use):
    model = model_of([10_000] * 36, View(), Unit())
    (amount,) = pasted(f"\t{typed}\ngm1\t4 ha\n", model, 0, 0)
    assert (amount.code, amount.use, amount.value) == ("GM1", use, 4)


def test_semicolons_and_a_single_column_are_read_too():
    model = model_of([10_000] * 36, View(), Unit())
    assert [a.use for a in pasted("1;2;3", model, 1, 2)] == list(USES[2:5])
    assert [a.code for a in pasted("1\r\n2\r\n", model, 1, 0)] == ["GM2", "GM3"]
