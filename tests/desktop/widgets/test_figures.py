"""Numbers on screen: exact ones exactly, estimates with no digit too many, typed ones in either notation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.widgets import figures
from scenarios import wording


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("nl", "1.234,5", 1234.5),
        ("nl", "12.5", 12.5),
        ("nl", "1.234", 1234.0),
        ("nl", " 12,5 ha", 12.5),
        ("en", "1,234.5", 1234.5),
        ("en", "12,5", 12.5),
        ("en", "1,234", 1234.0),
        ("en", "-3", -3.0),
    ],
)
def test_typed_numbers_are_read_in_either_notation(language, typed, value):
    wording.set_language(language)
    assert figures.read_number(typed) == value


@pytest.mark.parametrize("typed", ["", "ha", "lots", "1.2.3", "nan", "inf", "1,23,4.5"])
def test_what_is_no_number_is_none(typed):
    assert figures.read_number(typed) is None


@given(st.integers(0, 10**9), st.sampled_from(("nl", "en")))
def test_hectares_that_are_shown_can_be_typed_back(m2, language):
    wording.set_language(language)
    read = figures.read_number(figures.in_hectares(m2))
    wording.set_language("en")
    assert read == pytest.approx(m2 / 10_000, abs=0.0501)


@given(st.floats(-1e9, 1e9))
def test_estimates_have_at_most_three_digits(value):
    digits = figures.rough(value, "ha").replace("\u2212", "").replace(",", "").replace(".", "").strip("0")
    assert len(digits) <= 3


@pytest.mark.parametrize(
    ("figure", "value", "range_"),
    [
        ((20.04, 20.04, 20.04, "ha", "high"), "20.0", ""),
        ((1234.0, 1234.0, 1234.0, "ha", "medium"), "1,234.0", ""),
        ((1071.6, 595.3, 2143.2, "dwellings", "low"), "ca. 1,070", "595 to 2,140"),
        ((-13.2, -26.3, -7.3, "dwellings", "medium"), "ca. \u221213", "\u221226 to \u22127"),
        ((118_440.0, 94_000.0, 141_000.0, "t/year", "low"), "ca. 118,000", "94,000 to 141,000"),
        ((198.4, 198.4, 198.4, "ha", "low"), "ca. 198", ""),
        ((0.0, 0.0, 0.0, "jobs", "low"), "0", ""),
    ],
)
def test_certain_figures_are_exact_and_uncertain_ones_look_it(figure, value, range_):
    said = figures.written(*figure)
    assert (said.value, said.range) == (value, range_)


@pytest.mark.parametrize(
    ("value", "base", "better", "text", "tone"),
    [
        (12.5, 10.0, "higher", "\u25b2 +2.5", "gain"),
        (12.5, 10.0, "lower", "\u25b2 +2.5", "loss"),
        (7.0, 10.0, "lower", "\u25bc \u22123.0", "gain"),
        (7.0, 10.0, "neither", "\u25bc \u22123.0", ""),
        (10.01, 10.0, "higher", "\u2013", ""),
    ],
)
def test_differences_have_arrow_sign_and_tone(value, base, better, text, tone):
    said = figures.difference(value, base, better, unit="ha")
    assert (said.value, said.tone) == (text, tone)
