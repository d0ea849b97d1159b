"""Names stay inside, apart and readable."""

import shapely

from scenarios.reports.labels import Name, beside, inside, overlap, shortened, width_of

SIZES = (11.0, 9.0, 7.0)


def placed(area, text, taken=()) -> Name:
    name = inside(area, text, list(taken), SIZES)
    assert name is not None
    return name


def test_a_name_lies_inside_its_area_at_the_largest_size_that_fits():
    name = placed(shapely.box(0, 0, 200, 100), "Delft")
    assert name.size == 11 and name.lines == ("Delft",)
    assert shapely.box(0, 0, 200, 100).contains(shapely.box(*name.box))


def test_a_long_name_breaks_in_two_before_it_shrinks():
    name = placed(shapely.box(0, 0, 90, 60), "Leidschendam-Voorburg")
    assert name.lines == ("Leidschendam-", "Voorburg")


def test_a_name_without_room_is_left_out():
    assert inside(shapely.box(0, 0, 12, 5), "Rijswijk", [], SIZES) is None
    assert inside(shapely.Polygon(), "Rijswijk", [], SIZES) is None


def test_names_keep_clear_of_what_is_taken():
    area = shapely.box(0, 0, 200, 60)
    taken = [(60.0, 0.0, 140.0, 60.0)]
    name = placed(area, "Delft", taken)
    assert not overlap(name.box, taken[0])


def test_tags_find_a_free_place_in_the_frame():
    limits = (0.0, 0.0, 300.0, 200.0)
    taken: list = []
    for _ in range(6):
        box = beside(290, 100, 8, 60, 16, taken, limits)
        assert not any(overlap(box, other) for other in taken)
        assert box[2] <= 300
        taken.append(box)


def test_texts_are_cut_to_a_width():
    assert shortened("short", 10, 100) == "short"
    cut = shortened("a very long name indeed", 10, 60)
    assert cut.endswith("…") and width_of(cut, 10) <= 60
