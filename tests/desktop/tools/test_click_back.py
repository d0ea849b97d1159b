"""One click is taken back by Esc, Backspace and Ctrl+Z alike, in every tool that draws by clicks."""

import pytest

from desktop.tools import TOOLS
from desktop.tools.methods import WAYS
from scenarios.project.model import Variant
from tests.desktop.tools.hand import Hand
from tests.makers import plot, site, snapshot, square

CLICKS = ((230.0, 240.0), (310.0, 250.0), (320.0, 330.0))
ONE_SITE = site(square(100, 100, 500, 500))
ONE_PLOT = plot(square(120, 120, 60, 60), ONE_SITE)
EVERY = [(tool, "polygon") for tool in TOOLS]
EVERY += [(tool, way.key) for tool in TOOLS if "shape" in tool.options for way in WAYS[1:]]


@pytest.mark.parametrize("key", ["escape", "back"])
@pytest.mark.parametrize(("tool", "way"), EVERY, ids=lambda part: getattr(part, "key", part))
def test_a_click_is_taken_back(tool, way, key):
    snap = snapshot(Variant(1, "P"), ONE_SITE, ONE_PLOT)
    options = {"shape": way, "note": "arrow", "ground": "area", "activity": "F05", "use": "WON"}
    hand = Hand(tool.start, snap, selection=(("plot", ONE_PLOT.key),), options=options)
    counts = [0]
    for place in CLICKS:
        hand.move(*place)
        hand.press(*place)
        if hand.outcome is None:
            hand.release(*place)
        if hand.outcome is not None or not hand.preview.busy:
            break
        counts.append(len(hand.preview.handles))
    if len(counts) < 2 or hand.outcome is not None:
        return
    hand.move(*CLICKS[2])
    clicked = hand.preview.clicks
    hand.key(key)
    assert hand.outcome is None
    if clicked is not None:
        assert hand.preview.clicks == clicked[:-1]
    for _ in CLICKS:
        hand.key(key)
    assert not hand.preview.busy, "all clicks can be taken back"
