"""The maps: well-formed, small, in one frame, with all that a reader needs and no text that could do harm."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest
import shapely

from scenarios import wording
from scenarios.compare.areas import changed_land, places
from scenarios.project.model import Municipality
from scenarios.project.region import Coverage, Region
from scenarios.reports import layers, svg
from scenarios.reports.drawing import Frame, fit, grown, path_data, plain, words
from tests.makers import ORIGIN, snapshot, square, use_change
from tests.reports.made import FORMULA, HOSTILE, snapshots

SVG = "{http://www.w3.org/2000/svg}"
MARKS = svg.Marks(("Schematic map, areas true",), "Somewhere & elsewhere")


def texts(picture):
    return ["".join(node.itertext()) for node in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def test_a_variant_map_says_what_it_shows():
    shots = snapshots()
    picture = svg.variant_map(shots[1], svg.extent(shots), "Eén cluster", MARKS)
    said = texts(picture)
    assert "Eén cluster2040" in said
    assert {"Aardam", "Beekdorp", "N", "Schematic map, areas true", "Somewhere & elsewhere"} <= set(said)
    assert {"Present land use", "Drawn", "Cluster", "Setback contour (screening)", "Present business"} <= set(
        said
    )
    assert any(text.startswith("<script>") and "20.0 ha" in text for text in said)
    assert any(text.endswith((" m", " km")) for text in said)
    assert "20.0 ha" in picture.alt and HOSTILE in picture.alt


def test_pictures_hold_no_elements_but_drawing():
    shots = snapshots()
    bounds = svg.extent(shots)
    changes = changed_land(shots[0], shots[1])
    made = [
        svg.variant_map(shots[1], bounds, HOSTILE, svg.Marks((HOSTILE,), HOSTILE)),
        svg.difference_map(shots[1], changes, places(shots[1], changes, 300), bounds, HOSTILE, MARKS),
        *(svg.site_map(shots[1], site, MARKS) for site in shots[1].sites.values()),
    ]
    allowed = {"svg", "title", "rect", "path", "text", "tspan", "polygon", "line", "circle"}
    for picture in made:
        found = {node.tag.removeprefix(SVG) for node in ET.fromstring(picture.svg).iter()}
        assert found <= allowed
        assert "<script" not in picture.svg


def test_all_variants_are_drawn_in_one_frame():
    shots = snapshots()
    bounds = svg.extent(shots)
    maps = [ET.fromstring(svg.variant_map(s, bounds, "x", MARKS).svg) for s in shots]
    sizes = {(r.get("width"), r.get("height")) for r in (next(m.iter(f"{SVG}rect")) for m in maps)}
    assert len(sizes) == 1
    for shot in shots:
        for thing in shot.things:
            assert shapely.box(*bounds).contains(shot.geometry(thing))


def test_a_close_up_lists_its_plots_by_letter():
    shot = snapshots()[1]
    site = next(iter(shot.sites.values()))
    said = texts(svg.site_map(shot, site, MARKS))
    assert {"A", "B", "Plots"} <= set(said)
    assert any(FORMULA in text and "3.0 ha" in text for text in said)
    assert any(text.endswith(" m") and text[:-2].isdigit() for text in said)


def test_differences_are_numbered_and_in_their_new_colour():
    shots = snapshots()
    changes = changed_land(shots[0], shots[2])
    picture = svg.difference_map(
        shots[2], changes, places(shots[2], changes, 300), svg.extent(shots), "t", MARKS
    )
    assert "1" in texts(picture)
    assert 'fill="#C8A0D7" stroke="#C4622D"' in picture.svg
    assert "4.0 ha in 1 places" in picture.alt


def test_dutch_maps_speak_dutch_numbers():
    wording.set_language("nl")
    shots = snapshots()
    said = texts(svg.variant_map(shots[2], svg.extent(shots), "x", MARKS))
    assert any("4,0 ha" in text for text in said)


def many(count):
    """A region of one municipality of 10 km with so many jagged polygons of land use."""
    rng = np.random.default_rng(1)
    whole = square(0, 0, 10_000)
    points = shapely.multipoints(rng.uniform(0, 10_000, (count, 2)) + np.array(ORIGIN))
    cells = shapely.intersection(shapely.get_parts(shapely.voronoi_polygons(points)), whole)
    jagged = shapely.segmentize(cells, 10)
    zeros = np.zeros(len(jagged), np.int32)
    uses = rng.integers(0, 12, len(jagged)).astype(np.int32)
    coverage = Coverage(jagged, zeros, uses, np.arange(len(jagged), dtype=np.int64) * 2 + 1)
    return Region(
        (Municipality(1, whole.wkb, "GM1", "One"),), np.array([whole], dtype=object), coverage, stamp="many"
    )


def test_a_map_of_very_much_land_stays_small(monkeypatch):
    monkeypatch.setattr(layers, "BUDGET", 100_000)
    shot = snapshot(region=many(5000))
    picture = svg.variant_map(shot, svg.extent([shot]), "x", MARKS)
    assert 20_000 < len(picture.svg) < 130_000


def test_paths_are_relative_tenths_and_close():
    shape = square(0, 0, 10, 5).difference(square(1, 1, 1))
    frame = Frame((*ORIGIN, ORIGIN[0] + 10, ORIGIN[1] + 5), 0, 0, 1.0)
    data = path_data(frame.on_paper([shape]))
    assert data.count("M") == data.count("z") == 2
    assert "10 0" in data or "-10" in data
    assert path_data(np.array([shapely.Point(1, 1), shapely.Polygon()])) == ""
    assert path_data([shapely.LineString([(0, 0), (0.5, -0.25)])]) == "M0 0l.5-.2"


def test_borders_of_two_are_drawn_once():
    lines = layers.border_lines(np.array([square(0, 0, 100), square(100, 0, 100)], dtype=object))
    assert shapely.length(lines).sum() == pytest.approx(700)


def test_frames_keep_their_shape():
    frame = fit((0, 0, 1000, 100), 10, 20, 500, (0.5, 1.0))
    assert frame.width == pytest.approx(500) and frame.height == pytest.approx(250)
    tall = fit((0, 0, 100, 1000), 10, 20, 500, (0.5, 1.0))
    assert tall.height == pytest.approx(500)
    assert grown((0, 0, 10, 10), 0.1, 500) == (-245, -245, 255, 255)


def test_text_is_escaped_and_cleaned():
    assert plain("<a> & \x00\x1b") == "&lt;a&gt; &amp; \ufffd\ufffd"
    assert words('"', 1, 2) == '<text x="1" y="2" font-size="11">&quot;</text>'


def test_something_tiny_still_shows_as_a_dot():
    shot = snapshot(use_change(square(10, 10, 1.2), "WON"), region=many(50))
    assert "<circle" in svg.variant_map(shot, svg.extent([shot]), "x", MARKS).svg
