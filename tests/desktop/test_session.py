"""The session: open and close, one way to write, undo that goes where it was done, unwritten previews."""

import pytest

from desktop.session import Layer, Message, Session, author, forget_recent, recent
from scenarios.edits.sites import draw_site
from scenarios.edits.variants import add_variant, delete_variant
from scenarios.errors import Refused
from scenarios.project.change import update
from scenarios.project.model import PRESENT
from tests.makers import square


@pytest.fixture
def told(session):
    messages: list[Message] = []
    session.listen(messages.append)
    return messages


def new_variant(session: Session, name: str) -> int:
    written = session.edit(f"New variant {name}", add_variant(session.need().tables, name))
    key = next(c.key for c in written if c.table == "variant")
    session.go_to(variant=key)
    return key


def draw(session: Session, x: float = 100) -> tuple[str, int]:
    changes = draw_site(session.committed(), square(x, 100, 400), "cluster", "North")
    written = session.edit("Draw cluster", changes)
    return ("site", written[0].key)


def test_opening_shows_the_target_year_and_keeps_the_path(session, project_path):
    assert session.editing
    assert session.year == session.snapshot().target_year
    assert recent() == [project_path.absolute()]
    forget_recent(project_path)
    assert recent() == []


def test_a_file_that_is_no_project_leaves_the_open_one(session, tmp_path, project_path):
    bad = tmp_path / "notes.txt"
    bad.write_text("nothing", encoding="utf-8")
    with pytest.raises(Refused):
        session.open(bad)
    assert session.document is not None and session.document.path == project_path


def test_a_step_is_written_like_a_sentence(session):
    session.edit("variant vullen", add_variant(session.need().tables, "Een"))
    assert session.need().history()[-1].label == "Variant vullen"


def test_an_edit_is_told_once_with_its_changes(session, qtbot):
    new_variant(session, "One")
    heard = []
    session.edited.connect(heard.append)
    thing = draw(session)
    assert len(heard) == 1
    assert [(c.table, c.key) for c in heard[0]] == [thing]


def test_undo_goes_to_the_variant_and_year_and_says_what_it_takes_back(session, told):
    first = new_variant(session, "One")
    session.go_to(year=2030)
    thing = draw(session)
    second = new_variant(session, "Two")
    session.undo()
    assert session.variant == first and second not in session.need().tables["variant"]
    session.go_to(variant=PRESENT, year=2026)
    session.undo()
    assert (session.variant, session.year) == (first, 2030)
    assert thing[1] not in session.need().tables["site"]
    assert told[-1].text == "Taken back: Draw cluster."
    session.redo()
    assert thing[1] in session.need().tables["site"]


def test_taking_back_a_new_variant_leaves_it(session):
    key = new_variant(session, "One")
    session.select([("site", 5)])
    session.undo()
    assert session.variant == PRESENT
    assert key not in session.need().tables["variant"]
    assert session.selection == ()


def test_a_deleted_variant_hands_over_to_its_parent(session):
    first = new_variant(session, "One")
    written = session.edit("Copy", add_variant(session.need().tables, "Two", first))
    second = next(c.key for c in written if c.table == "variant")
    session.go_to(variant=second)
    session.compare([PRESENT, first, second])
    session.edit("Delete", delete_variant(session.need().tables, second))
    assert session.variant == first
    assert session.compared == (PRESENT, first)


def test_a_preview_shows_but_is_not_written(session):
    new_variant(session, "One")
    _, key = draw(session)
    row = session.committed().sites[key]
    heard = []
    session.focused.connect(lambda: heard.append(session.pending))
    session.preview([update(row, name="South")])
    assert session.snapshot().sites[key].name == "South"
    assert session.committed().sites[key].name == "North"
    session.preview(None)
    assert session.snapshot().sites[key].name == "North"
    assert len(heard) == 2
    session.preview(None)
    assert len(heard) == 2


def test_selection_drops_what_is_gone_but_keeps_the_region(session):
    new_variant(session, "One")
    thing = draw(session)
    session.select([thing, ("present_use", 101)])
    session.undo()
    assert session.selection == (("present_use", 101),)


def test_back_to_a_step_undoes_all_after_it_and_the_way_on_stays(session):
    new_variant(session, "One")
    first, second, third = draw(session, 0), draw(session, 400), draw(session, 900)
    step = session.need().history()[-3]
    session.back_to(step)
    assert set(session.need().tables["site"]) == {first[1]}
    session.back_to(session.need().history()[-1])
    assert set(session.need().tables["site"]) == {first[1], second[1], third[1]}


def test_closing_lets_go_of_everything(session, project_path):
    key = new_variant(session, "One")
    heard = []
    session.edited.connect(heard.append)
    session.close()
    assert session.document is None and session.variant == PRESENT and heard == [()]
    session.open(project_path)
    assert session.variant == key


def test_layers_are_the_same_for_all_views(session):
    assert session.layer("names") == Layer()
    session.show_layer("names", shown=False)
    session.show_layer("names", opacity=0.4)
    assert session.layer("names") == Layer(False, 0.4)


def test_a_place_to_go_to_is_told_each_time(session):
    seen = []
    session.focused.connect(lambda: seen.append(session.place))
    session.show((0, 0, 1, 1))
    session.show((0, 0, 1, 1))
    assert len(seen) == 2 and seen[0] is not seen[1]


def test_author_is_the_given_name_or_the_users(own_settings):
    from desktop.remember import remember

    assert isinstance(author(), str)
    remember("author", "Marieke")
    assert author() == "Marieke"
