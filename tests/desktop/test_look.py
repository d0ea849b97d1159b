"""The look: every token in both forms, text that reads on its ground, icons in its colours, the switch."""

import re
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from desktop import look
from scenarios import resource

ICONS = sorted(path.stem for path in resource.path("icons").glob("*.svg"))


GROUNDS = ("surface", "raised", "sunken")


def luminance(colour) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())


def contrast(one, two) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, ground) for ink in ("text", "secondary", "accent") for ground in GROUNDS),
        ("accent_text", "accent"),
        ("text", "accent_wash"),
        ("accent", "accent_wash"),
        ("text", "hover"),
        ("warning", "warning_wash"),
        ("warning", "surface"),
        ("conflict", "surface"),
        ("conflict", "raised"),
        ("surface", "text"),
    ],
)
def test_text_reads_on_its_ground(dressed, mode, ink, ground):
    look.choose(mode, keep=False)
    assert contrast(look.colour(ink), look.colour(ground)) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ink", ["gain", "loss", "field_border"])
def test_signs_are_seen_on_their_ground(dressed, mode, ink):
    look.choose(mode, keep=False)
    assert contrast(look.colour(ink), look.colour("surface")) >= 3.0


def test_both_looks_have_the_same_tokens():
    light, dark = (resource.toml("palettes", f"{mode}.toml")["colour"] for mode in ("light", "dark"))
    assert set(light) == set(dark)
    map_tokens = resource.toml("palettes", "map.toml")
    assert set(map_tokens["light"]) == set(map_tokens["dark"])


def test_the_style_sheet_has_no_colour_of_its_own():
    text = resource.path("palettes", "application.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", text) == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_style_sheet_is_filled_wholly(dressed, mode):
    look.choose(mode, keep=False)
    assert "$" not in look.stylesheet()
    assert dressed.palette().color(QPalette.ColorRole.Window) == look.colour("surface")


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_drawn_in_one_colour_by_one_rule(name):
    root = ElementTree.fromstring(resource.path("icons", f"{name}.svg").read_text(encoding="utf-8"))
    assert root.get("viewBox") == "0 0 20 20" and root.get("stroke-width") == "1.5"
    colours = {value for e in root.iter() for key, value in e.attrib.items() if key in ("stroke", "fill")}
    assert colours <= {"currentColor", "none"}


def test_icons_take_the_colour_of_the_look(dressed):
    assert look.colour("accent").name() in look.drawing("check", "accent")
    picture = look.picture("plot", "text", 20, 2.0).toImage()
    assert picture.width() == 40 and picture.devicePixelRatio() == 2.0
    inks = {
        picture.pixelColor(x, y).name()
        for x in range(40)
        for y in range(40)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert inks == {look.colour("text").name()}


def test_switching_tells_everyone_as_long_as_they_live(dressed, qtbot):
    label, seen = QLabel(), []
    qtbot.addWidget(label)
    look.restyle(label, lambda: seen.append(look.mode()))
    look.choose("dark", keep=False)
    assert seen == ["light", "dark"]
    assert look.icon("check").pixmap(20).toImage() != look.icon("check", "accent").pixmap(20).toImage()


def test_the_choice_is_remembered(dressed):
    look.choose("dark")
    look.start(dressed)
    assert look.mode() == "dark" and look.chosen() == "dark"
    with pytest.raises(ValueError):
        look.choose("pink")


def test_figures_have_one_width(dressed):
    from PySide6.QtGui import QFontMetrics

    metrics = QFontMetrics(look.font())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
