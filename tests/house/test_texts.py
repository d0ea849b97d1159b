"""Every visible sentence has its Dutch, with the same values filled in."""

import re
import string

import pytest

from scenarios import wording
from tests.house.texts import PO, built_sentences, sentences, translations


def _fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_sentences_are_whole_and_literal():
    assert not built_sentences(), "give the sentence as a literal with {names} and the values as arguments"


def test_every_sentence_has_its_dutch():
    dutch = translations()
    missing = [text for text in sentences() if not dutch.get(text)]
    assert not missing, f"{len(missing)} sentences lack Dutch in {PO.name}, the first: {missing[:3]}"


def test_no_dutch_for_sentences_that_are_gone():
    gone = sorted(set(translations()) - set(sentences()))
    assert not gone, f"run `python -m tests.house.texts`: {gone[:3]}"


def test_translations_fill_in_the_same_values():
    for english, dutch in translations().items():
        if "{" in english:
            assert _fields(english) == _fields(dutch), english
        assert bool(re.search(r"\s$", english)) == bool(re.search(r"\s$", dutch)), english


@pytest.mark.parametrize(
    ("language", "number", "hectares", "difference"),
    [("nl", "1.234.567,9", "12,3 ha", "\u22120,4"), ("en", "1,234,567.9", "12.3 ha", "\u22120.4")],
)
def test_numbers_follow_the_language(language, number, hectares, difference):
    wording.set_language(language)
    assert wording.number(1234567.89, 1) == number
    assert wording.hectares(123_000) == hectares
    assert wording.signed(-0.44, 1) == difference
    assert wording.signed(-0.01, 1) == wording.number(0, 1)
    assert wording.signed(2, 0) == "+2"


def test_values_are_filled_in_as_they_are():
    assert wording.tr("{name} is here", name="{other} <b>") == "{other} <b> is here"
