"""Random edits, undo, redo and reopening: after each, the journal's net is what the rows are."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, given, settings

from scenarios.errors import Refused
from scenarios.project import journal, reading
from scenarios.project.change import Change, applied, delete, insert, update, updates
from scenarios.project.checks import check
from scenarios.project.document import Document, open_document
from scenarios.project.model import PER_VARIANT, Conversion, Setting, Variant, new_key
from tests.makers import correction, plot, project, site, square, use_change

ACTIONS = ("variant", "draw", "plot", "use", "correct", "plan", "assume", "change", "remove", "undo", "redo")


def _variant(document: Document, pick: random.Random) -> int | None:
    return pick.choice(sorted(document.tables["variant"])) if document.tables["variant"] else None


def _square(pick: random.Random) -> Any:
    return square(pick.randrange(1900), pick.randrange(900), pick.randrange(5, 90))


def _change(document: Document, pick: random.Random) -> list[Change]:
    rows = [row for table in ("site", "use_change", "correction") for row in document.tables[table].values()]
    if not rows:
        return []
    row = pick.choice(rows)
    geom = use_change(_square(pick), "WON").geom
    return updates(
        update(row, note=str(pick.random())), update(row, geom=geom) if pick.random() < 0.5 else None
    )


def _remove(document: Document, pick: random.Random) -> list[Change]:
    if document.tables["variant"] and pick.random() < 0.2:
        key = pick.choice(sorted(document.tables["variant"]))
        rows = [r for t in reversed(PER_VARIANT) for r in document.tables[t].values() if r.variant == key]
        return [delete(row) for row in (*rows, document.tables["variant"][key])]
    rows = [row for table in ("plot", "use_change", "conversion") for row in document.tables[table].values()]
    return [delete(pick.choice(rows))] if rows else []


def _assume(document: Document, pick: random.Random) -> list[Change]:
    value = str(pick.randrange(2030, 2060))
    for row in document.tables["setting"].values():
        if row.name == "target_year":
            return updates(update(row, value=value))
    return [insert(Setting(new_key(), "target_year", value))]


def _drawn(document: Document, pick: random.Random, action: str) -> list[Change]:
    key = _variant(document, pick)
    if key is None:
        return []
    if action == "draw":
        return [insert(site(_square(pick), pick.choice(("cluster", "hub")), variant=key))]
    if action == "use":
        return [insert(use_change(_square(pick), pick.choice(("WON", "GRO")), variant=key))]
    if action == "plan":
        return [insert(Conversion(new_key(), 1, key, "GM0001", "LAN", "WON", pick.randrange(1, 9999)))]
    sites = [row for row in document.tables["site"].values() if row.variant == key]
    return [insert(plot(_square(pick), pick.choice(sites), "A02"))] if sites else []


def act(document: Document, action: str, seed: int) -> None:
    """Do one random thing to a document."""
    pick = random.Random(seed)
    others: dict[str, Callable[[Document, random.Random], list[Change]]] = {
        "change": _change,
        "remove": _remove,
        "assume": _assume,
    }
    if action == "undo":
        document.undo()
    elif action == "redo":
        document.redo()
    elif action == "variant":
        document.edit("Add variant", [insert(Variant(new_key(), f"V{seed}"))])
    elif action == "correct":
        document.edit("Correct", [insert(correction(_square(pick), "HMC"))])
    else:
        make = others.get(action)
        document.edit(action, make(document, pick) if make else _drawn(document, pick, action))


def agrees(document: Document) -> None:
    """Memory, the rows in the file and the journal's net are the same."""
    connection = document._connection
    rows = {(table, key): row for table, found in document.tables.items() for key, row in found.items()}
    stored = reading.tables(reading.records(connection))
    assert rows == {(table, key): row for table, found in stored.items() for key, row in found.items()}
    assert rows == {place: applied(change, None) for place, change in journal.net(connection).items()}
    done = [step.done for step in document.history()]
    assert done == sorted(done, reverse=True)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
)
@given(
    st.lists(
        st.tuples(st.sampled_from((*ACTIONS, "undo", "redo", "reopen")), st.integers(0, 10**6)),
        min_size=15,
        max_size=40,
    )
)
def test_any_sequence_of_edits_agrees_with_its_journal(
    fast_project: Path, actions: list[tuple[str, int]]
) -> None:
    path = project(fast_project / f"{new_key()}.gpkg")
    document = open_document(path)
    document.edit("Add variant", [insert(Variant(new_key(), "A"))])
    steps: set[int] = set()
    try:
        for action, seed in actions:
            if action == "reopen":
                before = (document.tables, document.history())
                document.close()
                document = open_document(path)
                assert (document.tables, document.history(), document.outside) == (*before, ())
            else:
                act(document, action, seed)
            agrees(document)
            assert steps <= {step.key for step in document.history()}
            steps = {step.key for step in document.history()}
    finally:
        document.close()
    assert check(path) == []


def test_hundreds_of_steps_then_all_back_and_all_again(fast_project: Path) -> None:
    path = project(fast_project / "lang.gpkg")
    pick = random.Random(7)
    with open_document(path) as document:
        for n in range(300):
            try:
                act(document, pick.choice(ACTIONS), n)
            except Refused as error:
                raise AssertionError(n) from error
        agrees(document)
        while document.redo():
            pass
        full = document.tables
        count = 0
        while document.undo():
            count += 1
        agrees(document)
        assert set(document.tables["setting"]) and not document.tables["site"]
        assert count > 50
        while document.redo():
            pass
        assert document.tables == full
    assert check(path) == []
