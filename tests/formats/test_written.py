"""Files appear whole or not at all."""

import pytest

from scenarios.errors import Refused
from scenarios.formats.written import atomically, filled


def test_a_file_replaces_what_was_there_at_the_end(tmp_path):
    path = tmp_path / "a b é.txt"
    path.write_text("old", encoding="utf-8")
    with atomically(path) as unfinished:
        unfinished.write_text("new", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_everything_as_it_was(tmp_path):
    path = tmp_path / "a.txt"
    with pytest.raises(ZeroDivisionError), atomically(path) as unfinished:
        unfinished.write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    with pytest.raises(KeyboardInterrupt), filled(tmp_path / "map") as (folder, _):
        (folder / "x").write_text("half", encoding="utf-8")
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_a_sentence(tmp_path):
    with pytest.raises(Refused, match=r"a\.txt cannot be written: No space"), atomically(tmp_path / "a.txt"):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


def test_side_files_come_along_and_others_stay(tmp_path):
    (tmp_path / "keep.txt").write_text("mine", encoding="utf-8")
    with filled(tmp_path / "uit") as (folder, made):
        (folder / "1").write_text("a", encoding="utf-8")
        (folder / "2").write_text("b", encoding="utf-8")
    assert [p.name for p in made] == ["1", "2"]
    with filled(tmp_path / "uit") as (folder, made):
        (folder / "2").write_text("c", encoding="utf-8")
    assert (tmp_path / "uit" / "1").read_text(encoding="utf-8") == "a"
    assert (tmp_path / "uit" / "2").read_text(encoding="utf-8") == "c"


def test_places_that_cannot_be(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in (tmp_path, tmp_path / "none" / "a.txt"):
        with pytest.raises(Refused), atomically(path):
            pass
    for path in (tmp_path / "file", tmp_path / "none" / "map"):
        with pytest.raises(Refused), filled(path):
            pass
