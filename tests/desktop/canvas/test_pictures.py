"""What the pictures show: every layer by itself, names in their places, and the map as a picture to keep."""

from typing import Any

import numpy as np
import pytest
import shapely
from PySide6.QtGui import QImage

from desktop import look
from desktop.canvas import drawn, names
from desktop.canvas.camera import Camera
from desktop.canvas.contours import outlines
from desktop.canvas.furniture import legend, notices, round_length
from desktop.canvas.layers import DRAWN, GROUND, LAYERS, TABLES, layer_list
from desktop.canvas.picture import picture
from desktop.canvas.readout import read
from desktop.canvas.scene import Scene
from desktop.canvas.studio import paint
from desktop.canvas.style import chroma_of, style, wash
from desktop.session import Layer, Session
from scenarios.project.model import (
    GEOMETRY,
    Business,
    Move,
    Note,
    Relation,
    Setting,
    Urgency,
    Variant,
    new_key,
)
from scenarios.project.snapshot import Snapshot
from tests.makers import (
    ORIGIN,
    contour,
    correction,
    plot,
    sensitive_place,
    site,
    small_region,
    snapshot,
    square,
    tree_row,
    use_change,
    waiting_land,
)

CLUSTER = site(square(200, 200, 500), name="Noord")
HUB = site(square(1600, 100, 150), "hub", rank=2)
ONE = plot(square(250, 250, 200), CLUSTER, "A01", rank=3)
OTHER = plot(square(1600, 100, 100), HUB, "A01", rank=4)
ROWS = (
    Variant(1, "Proef"),
    CLUSTER,
    HUB,
    ONE,
    OTHER,
    Move(47, 47, 1, shapely.to_wkb(shapely.MultiPolygon([square(1100, 800, 80)])), "Weg", plot=ONE.key),
    Relation(41, 41, 1, ONE.key, OTHER.key, "material", "puin"),
    Note(43, 43, 1, shapely.to_wkb(shapely.Point(ORIGIN[0] + 800, ORIGIN[1] + 700)), "text", "Kijk hier"),
    tree_row(shapely.LineString([(ORIGIN[0] + 60, ORIGIN[1] + 60), (ORIGIN[0] + 160, ORIGIN[1] + 60)])),
    use_change(square(1300, 600, 250), "GRO", rank=5),
    correction(square(50, 750, 150), "GLA"),
    Business(new_key(), shapely.to_wkb(shapely.Point(ORIGIN[0] + 1100, ORIGIN[1] + 300)), "Beton", "4.2"),
    waiting_land(square(750, 100, 150), "2031", owner="Delfland"),
    sensitive_place(shapely.Point(ORIGIN[0] + 1200, ORIGIN[1] + 850), "school"),
    Urgency(53, "GM0001", 2, "2030"),
)


@pytest.fixture
def there(dressed) -> Snapshot:
    return snapshot(*ROWS)


def scene(there: Snapshot, width: Any = 900, height: Any = 500, ratio: Any = 1.0, **layers: Layer) -> Scene:
    camera = Camera()
    camera.fit(there.region.bounds, width, height)
    return Scene(there, camera.sight(width, height), style(), ratio, layers)


def pixels(image: QImage) -> np.ndarray:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.array(plain.constBits()).reshape(plain.height(), plain.width(), 4)[:, :, 2::-1].astype(int)


def whole(shown: Scene) -> np.ndarray:
    return np.concatenate(
        [pixels(paint(shown, GROUND, opaque=True)), pixels(paint(shown, DRAWN, opaque=False))]
    )


def colour_at(image: QImage, shown: Scene, x: float, y: float) -> str:
    px, py = shown.sight.to_pixel(ORIGIN[0] + x, ORIGIN[1] + y)
    return image.pixelColor(round(px * shown.ratio), round(py * shown.ratio)).name()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_the_present_is_washed_and_what_is_drawn_is_not(there, mode, ratio):
    look.choose(mode, keep=False)
    shown = scene(there, ratio=ratio)
    ground, top = paint(shown, GROUND, opaque=True), paint(shown, DRAWN, opaque=False)
    washed, full = style().washed, style().use
    assert ground.width() == 900 * ratio
    assert colour_at(ground, shown, 850, 400) == washed["LAN"].name()
    assert colour_at(ground, shown, 1150, 500) == washed["WON"].name()
    assert colour_at(ground, shown, 1900, 500) == washed["OVE"].name()
    assert colour_at(ground, shown, 125, 820) == washed["GLA"].name()
    assert colour_at(ground, shown, 1000, -60) == style().ink["outside"].name()
    assert colour_at(top, shown, 1340, 620) == full["GRO"].name()


def test_backgrounds_are_quieter_than_what_is_drawn(dressed):
    for mode, limit in (("light", "chroma"), ("dark", "chroma_dark")):
        look.choose(mode, keep=False)
        for code, washed in style().washed.items():
            assert chroma_of(washed) <= wash(limit) + 0.01, f"{code} in the {mode} look"


@pytest.mark.parametrize("key", [key for key, _ in LAYERS if key != "references"])
def test_every_layer_can_be_hidden_and_faded(there, key):
    plain = whole(scene(there, **{key: Layer()}))
    hidden = whole(scene(there, **{key: Layer(False)}))
    assert (hidden != plain).any()
    faded = whole(scene(there, **{key: Layer(True, 0.5)}))
    assert (faded != plain).any() and (faded != hidden).any()


def test_every_table_with_a_shape_is_on_a_layer():
    # A relation is seen as a line between its plots, though it has no shape of its own.
    assert set(TABLES) == {*GEOMETRY, "relation"}
    assert set(TABLES.values()) <= {key for key, _ in LAYERS}


def test_the_list_of_layers_follows_the_session(session: Session):
    session.show_layer("contours", shown=False, opacity=0.4)
    rows = {row.key: row for row in layer_list(session)}
    assert (rows["contours"].visible, rows["contours"].opacity) == (False, 0.4)
    assert rows["names"].title == "Names" and rows["names"].visible


def test_names_stay_inside_and_apart(there):
    shown = scene(there)
    paint(shown, (names.tags, names.municipalities), opaque=False)
    boxes = shown.notes["boxes"]
    assert len(boxes) == 4
    for place, box in enumerate(boxes):
        assert shown.sight.width >= box.right() and box.left() >= 0
        assert not any(box.adjusted(3, 3, -3, -3).intersects(other) for other in boxes[place + 1 :])


def test_a_name_stays_in_the_part_that_is_seen(there):
    camera = Camera((ORIGIN[0] + 960, ORIGIN[1] + 500), 1.0)
    shown = Scene(there, camera.sight(400, 300), style())
    paint(shown, (names.municipalities,), opaque=False)
    left, right = sorted(shown.notes["boxes"], key=lambda box: box.left())
    border = shown.sight.to_pixel(ORIGIN[0] + 1000, 0)[0]
    assert left.right() - 3 <= border <= right.left() + 3


def test_small_sites_become_symbols_and_large_ones_do_not(there):
    from desktop.canvas.symbols import symbol_strength

    assert symbol_strength(scene(there, 60, 40), CLUSTER) == 1
    assert symbol_strength(scene(there), CLUSTER) == 0


def test_plots_say_what_they_are_when_there_is_room(there):
    shown = scene(there)
    paint(shown, (drawn.letters,), opaque=False)
    assert len(shown.notes["boxes"]) == 3


def test_the_legend_lists_what_is_seen(there):
    texts = [entry.text for entry in legend(scene(there))]
    assert texts[:4] == ["Cluster", "Hub", "Present business", "Setback contour"]
    assert {"Sensitive land inside contours", "Sensitive place", "Land in waiting"} <= set(texts)
    assert {"Housing", "Agriculture", "Glasshouses", "Green and recreation"} <= set(texts)
    assert "Water" not in texts
    hidden = legend(scene(there, present=Layer(False), sites=Layer(False), plots=Layer(False)))
    assert "Agriculture" not in [entry.text for entry in hidden]


def test_contours_are_shown_by_kind_of_nuisance(there):
    plain = whole(scene(there))
    for choice in ("all", "odour", "dust", "noise", "safety"):
        shown = scene(there, contours=Layer(choice=choice))
        assert (whole(shown) != plain).any(), choice
    texts = [entry.text for entry in legend(scene(there, contours=Layer(choice="noise")))]
    assert "Contour: noise" in texts and "Setback contour" not in texts
    texts = [entry.text for entry in legend(scene(there, contours=Layer(choice="all")))]
    assert len([text for text in texts if text.startswith("Contour: ")]) == 4


def test_outlines_are_one_per_component_and_distance(there):
    # A01: odour 10, dust 50, noise 100, safety 10; both plots alike.
    assert [(o.component, o.metres) for o in outlines(there)] == [(None, 100)]
    assert [(o.component, o.metres) for o in outlines(there, "all")] == [
        ("noise", 100),
        ("dust", 50),
        ("odour", 10),
        ("safety", 10),
    ]
    drawn_too = snapshot(*ROWS, contour(square(200, 200, 400), ONE, "dust"))
    assert [(o.component, o.metres) for o in outlines(drawn_too, "dust")] == [("dust", 50), ("dust", 0)]


def test_what_is_schematic_or_made_up_is_said(there):
    assert notices(there) == []
    example = Setting(new_key(), "example", '"zuid-holland"')
    assert notices(snapshot(example)) == ["Schematic region, areas true"]
    assert notices(snapshot(site(square(0, 0, 10), fictitious=1))) == ["Businesses and layouts fictitious"]


@pytest.mark.parametrize(("most", "round_one"), [(1.0, 1), (1.9, 1), (2, 2), (49, 20), (50, 50), (0.3, 0.2)])
def test_scale_bars_are_round(most, round_one):
    assert round_length(most) == pytest.approx(round_one)


def test_the_picture_has_furniture(session: Session, there):
    shown = scene(there)
    image = picture(session, there, shown.sight, 2.0)
    assert (image.width(), image.height()) == (1800, 1000)
    bare = paint(scene(there, ratio=2.0), GROUND, opaque=True)
    changed = (pixels(image) != pixels(bare)).any(axis=2)
    for corner, place in {
        "scale bar": np.s_[-60:, :200],
        "north": np.s_[:80, -90:],
        "legend": np.s_[-300:, -300:],
        "title": np.s_[:60, :150],
    }.items():
        assert changed[place].mean() > 0.2, corner


def test_reading_a_place(there):
    assert read(there, ORIGIN[0] + 850, ORIGIN[1] + 400).text == "Aardam, Agriculture"
    assert read(there, ORIGIN[0] + 125, ORIGIN[1] + 820).text == "Aardam, Glasshouses"
    assert read(there, ORIGIN[0] + 1900, ORIGIN[1] + 500).text == "Beekdorp, Other, to be decided"
    assert read(there, ORIGIN[0] + 1340, ORIGIN[1] + 700).text == "Beekdorp, Housing → Green and recreation"
    assert read(there, ORIGIN[0] - 500, ORIGIN[1]).text == ""


def test_the_whole_map_without_anything_in_it(dressed):
    from scenarios.project.region import Region

    empty = snapshot(region=Region())
    shown = scene(empty)
    whole(shown)
    assert legend(shown) == [] and small_region().bounds
