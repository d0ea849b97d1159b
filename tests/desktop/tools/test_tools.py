"""The list of tools is complete and without clashes."""

from desktop.tools import TOOLS
from scenarios import resource
from tests.desktop.tools.hand import Hand
from tests.makers import snapshot


def test_keys_letters_and_icons():
    assert len({tool.key for tool in TOOLS}) == len(TOOLS)
    letters = [tool.letter for tool in TOOLS if tool.letter]
    assert len(set(letters)) == len(letters)
    assert not set(letters) & set("RGQFUST"), "these keys do something else on the map"
    for tool in TOOLS:
        assert resource.path("icons", f"{tool.icon}.svg").is_file(), tool.icon


def test_every_tool_says_what_the_next_click_does():
    for tool in TOOLS:
        assert Hand(tool.start, snapshot()).preview.hint
