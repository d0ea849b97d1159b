"""Numbers look as certain as they are."""

import pytest

from scenarios import wording
from scenarios.reports.amounts import amount_of, in_hectares, significant
from scenarios.reports.comparison import plain_name
from scenarios.reports.content import Amount, cell_text


@pytest.mark.parametrize(
    ("value", "shown"), [(1234.5, 1230), (0.012345, 0.0123), (-98765, -98800), (0, 0), (999.6, 1000), (7, 7)]
)
def test_estimates_have_three_digits(value, shown):
    assert significant(value) == pytest.approx(shown)


def test_a_range_makes_an_estimate():
    estimate = Amount(1230, 0, low=900, high=2100, about=True)
    assert cell_text(estimate) == "ca.\u00a01,230 (900 to 2,100)"
    assert cell_text(Amount(12.34, 1, "ha")) == "12.3\u00a0ha"
    assert cell_text(None) == "" and cell_text("x") == "x"


def test_dutch_numbers():
    wording.set_language("nl")
    assert in_hectares(12_345_678).text() == "1.234,6"
    assert in_hectares(-4_000, signed=True).text() == "\u22120,4"


def test_indicator_figures():
    from scenarios.indicators import measure
    from tests.reports.made import snapshots

    figures = {f.key: f for f in measure(snapshots()[1])}
    assert amount_of(figures["cluster_area"]).text() == "20.0"
    homes = amount_of(figures["dwellings_on_freed_land"])
    assert homes.about and (homes.low or 0) < homes.value < (homes.high or 0)


def test_file_names_are_plain():
    assert plain_name("Eén cluster/één keer: *?") == "een-cluster-een-keer"
    assert plain_name("../..") == "variant"
    assert plain_name("水") == "variant"
