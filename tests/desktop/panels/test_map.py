"""The map beside the trade-off: arrows say what goes from one municipality to another, also in a preview."""

import pytest
import shapely

from desktop import text
from desktop.panels.map import SHOWN, MapPanel, arrows_of
from scenarios.edits.programme import set_slide
from scenarios.landuse.programme import slide
from scenarios.project.change import insert
from scenarios.project.model import Agreement, new_key

AARDAM, BEEKDORP = "GM0001", "GM0002"


@pytest.fixture
def panel(planned, show):
    return show(MapPanel(planned), 480, 400)


def swap(session):
    """Aardam gets 10 ha more housing, Beekdorp 10 ha less."""
    snapshot = session.committed()
    here = set_slide(snapshot, AARDAM, slide(snapshot, AARDAM, "WON", 200_000, "LAN"))
    return [*here, *set_slide(snapshot, BEEKDORP, slide(snapshot, BEEKDORP, "WON", 400_000, "LAN"))]


def choose(panel, name):
    at = [key for key, _ in SHOWN].index(name)
    panel.shown.setCurrentIndex(at)
    panel.shown.activated.emit(at)


def test_arrows_follow_a_preview_and_its_end(panel, planned, qtbot):
    assert panel.arrows == ()
    planned.preview(swap(planned))
    qtbot.waitUntil(lambda: len(panel.arrows) == 2)
    assert {(arrow.m2, arrow.use) for arrow in panel.arrows} == {(100_000, "LAN"), (100_000, "WON")}
    homes = next(arrow for arrow in panel.arrows if arrow.use == "WON")
    assert homes.start[0] > homes.end[0] and homes.words == "Housing 10.0 ha"
    assert not panel.view.grab().isNull()
    planned.preview(None)
    assert panel.arrows == ()


def test_the_switch_says_what_arrows_show_and_is_remembered(panel, planned, show):
    planned.edit("Swap", swap(planned))
    assert len(panel.arrows) == 2
    choose(panel, "drawn")
    assert panel.arrows == () and "There is none now." in panel.shown.toolTip()
    choose(panel, "none")
    assert panel.arrows == ()
    assert show(MapPanel(planned)).shown.currentIndex() == 0


def test_agreements_are_arrows_without_a_use(panel, planned):
    key = new_key()
    planned.edit("Agree", [insert(Agreement(key, key, planned.variant, "Aardam", BEEKDORP, "ha", 3))])
    choose(panel, "agreements")
    (arrow,) = panel.arrows
    assert (arrow.m2, arrow.words, arrow.use) == (30_000, "3.0 ha", "")
    region = planned.committed().region
    for place, code in ((arrow.start, AARDAM), (arrow.end, BEEKDORP)):
        assert shapely.contains(region.borders[region.index[code]], shapely.Point(place))


def test_words_follow_the_language(panel, planned):
    planned.edit("Swap", swap(planned))
    text.set_language("nl", keep=False)
    assert any(arrow.words == "Wonen 10,0 ha" for arrow in panel.arrows)
    assert arrows_of(planned.snapshot(), "moves") == ()
