"""Tree rows and notes on the map, and words of a tool above it."""

import pytest
import shapely
from PySide6.QtGui import QColor, QImage

from desktop.canvas.camera import Sight
from desktop.canvas.drawn import letters
from desktop.canvas.relations import words
from desktop.canvas.remarks import notes
from desktop.canvas.scene import Scene
from desktop.canvas.studio import paint
from desktop.canvas.style import style
from desktop.canvas.trees import trees
from desktop.session import Layer
from scenarios.landuse.relations import line_of
from scenarios.project.model import Note, Relation, TreeRow, Variant, new_key
from tests.makers import ORIGIN, plot, site, snapshot, square


def scene(*rows: object, metres: float = 1.0, **layers: Layer) -> Scene:
    sight = Sight(ORIGIN[0] + 200, ORIGIN[1] + 150, metres, 400, 300)
    return Scene(snapshot(Variant(1, "Proef"), *rows), sight, style(), 1.0, layers)


def line(*places: tuple[float, float]) -> bytes:
    return shapely.to_wkb(shapely.LineString([(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in places]))


def point(x: float, y: float) -> bytes:
    return shapely.to_wkb(shapely.Point(ORIGIN[0] + x, ORIGIN[1] + y))


def inked(image: QImage) -> set[tuple[int, int]]:
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if QColor.fromRgba(image.pixel(x, y)).alpha() > 60
    }


def tree_row(**columns: object) -> TreeRow:
    key = new_key()
    return TreeRow(key, key, 1, line((50, 150), (350, 150)), **columns)  # type: ignore[arg-type]


def note(geom: bytes, kind: str, text: str = "") -> Note:
    key = new_key()
    return Note(key, key, 1, geom, kind, text)


def test_crowns_stand_along_the_line_as_wide_as_they_are(dressed):
    where = inked(paint(scene(tree_row(crown_m=20, spacing_m=60)), [trees], opaque=False))
    assert (50, 150) in where and (110, 150) in where and (350, 150) in where
    assert (110, 158) in where and (80, 158) not in where


def test_far_away_a_row_is_a_line(dressed):
    assert inked(paint(scene(tree_row(crown_m=8, spacing_m=8), metres=20.0), [trees], opaque=False))


def test_a_row_that_is_not_there_yet_or_hidden_is_not_drawn(dressed):
    later = tree_row(start_year=2060)
    assert not inked(paint(scene(later), [trees], opaque=False))
    hidden = scene(tree_row(), trees=Layer(shown=False))
    assert not inked(paint(hidden, [trees], opaque=False))


@pytest.mark.parametrize("kind", ["text", "photo"])
def test_a_note_stands_on_a_plate_beside_its_place(dressed, kind):
    where = inked(paint(scene(note(point(200, 150), kind, "Ontsluiting hier")), [notes], opaque=False))
    assert any(abs(x - 200) < 5 and abs(y - 150) < 8 for x, y in where)
    assert max(x for x, _ in where) > 260


def test_an_arrow_has_its_head_at_what_it_points_at(dressed):
    where = inked(paint(scene(note(line((60, 60), (300, 200)), "arrow")), [notes], opaque=False))
    head = [(x, y) for x, y in where if abs(x - 300) < 14 and abs(y - 100) < 14]
    tail = [(x, y) for x, y in where if abs(x - 60) < 14 and abs(y - 240) < 14]
    assert len(head) > len(tail) > 0


def test_words_of_notes_leave_when_the_map_is_far(dressed):
    one = note(point(200, 150), "text", "Ontsluiting hier")
    near = inked(paint(scene(one), [notes], opaque=False))
    far = inked(paint(scene(one, metres=60.0), [notes], opaque=False))
    assert 0 < len(far) < len(near) / 4


def test_what_goes_over_a_relation_stands_on_its_line_and_off_the_names(dressed):
    noord = site(square(0, 0, 300), name="Noord")
    gives, gets = plot(square(0, 0, 100), noord, "F04"), plot(square(200, 200, 100), noord, "F02")
    key = new_key()
    row = Relation(key, key, 1, gives.key, gets.key, "energy", "waste heat")
    there = scene(noord, gives, gets, row, metres=1.0)
    image = paint(there, [letters, words], opaque=False)
    boxes = [box.adjusted(3, 3, -3, -3) for box in there.notes["boxes"]]
    assert len(boxes) == 3, "two names and the words between them"
    assert not any(one.intersects(other) for i, one in enumerate(boxes) for other in boxes[i + 1 :])
    x, y = round(boxes[-1].center().x()), round(boxes[-1].center().y())
    line_ = shapely.transform(line_of(there.snapshot, row), there.sight.pixels)
    assert line_.distance(shapely.Point(x, y)) < 3
    assert inked(image) & {(x, y)}
