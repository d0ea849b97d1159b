"""Ten thousand slider moves by every payer rule, with locks, limits, undos and reopenings: no m2 is lost."""

import random
from collections import Counter
from pathlib import Path

import pytest

from scenarios.edits.limits import SCOPES, lock, remove_limit, set_limit, unlock
from scenarios.edits.programme import reset, set_slide
from scenarios.errors import Refused
from scenarios.landuse.catalogue import USES
from scenarios.landuse.limits import bounds, locked
from scenarios.landuse.payers import Payer
from scenarios.landuse.programme import gap, programme, programme_ledger, slide
from scenarios.landuse.resetting import back
from scenarios.project.change import insert
from scenarios.project.checks import check
from scenarios.project.document import Document, open_document
from scenarios.project.model import Variant, new_key
from scenarios.project.snapshot import Snapshot
from tests.landuse.test_payers import GROUND
from tests.makers import project

CODES = ("GM0001", "GM0002")
KM2 = 1_000_000
ACTIONS = {
    "slide": 800,
    "undo": 60,
    "redo": 30,
    "lock": 25,
    "unlock": 30,
    "limit": 20,
    "lift": 20,
    "reset": 10,
}


class Storm:
    """Random acts on a document; after each, every sum is looked at."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path = path
        self.pick = random.Random(seed)
        self.count: Counter[str] = Counter()
        document = open_document(path)
        self.variant = new_key()
        document.edit("Begin", [insert(Variant(self.variant, "A")), *map(insert, GROUND)])
        self.document: Document = document

    def now(self) -> Snapshot:
        return self.document.snapshot(self.variant)

    def act(self) -> None:
        action = self.pick.choices(list(ACTIONS), list(ACTIONS.values()))[0]
        before = programme(self.now())
        held = self.now()
        getattr(self, f"_{action}")()
        self.count[action] += 1
        if action in ("slide", "reset"):
            keeps_what_holds(held, before, programme(self.now()))
        closes(self.now())

    def reopen(self) -> None:
        before = (self.document.tables, programme(self.now()))
        self.document.close()
        self.document = open_document(self.path)
        assert (self.document.tables, programme(self.now()), self.document.outside) == (*before, ())
        self.count["reopen"] += 1

    def _edit(self, changes) -> None:
        if changes:
            self.document.edit("Storm", changes, variant=self.variant)

    def _rule(self, code: str, use: str) -> Payer:
        uses = [u for u in self.pick.sample(tuple(USES), self.pick.randrange(5)) if u != use]
        place = self.pick.choice(("", "", *(c for c in CODES if c != code)))
        return Payer(tuple(uses), place)

    def _slide(self) -> None:
        code, use = self.pick.choice(CODES), self.pick.choice(tuple(USES))
        target = round(self.pick.triangular(-KM2 / 20, KM2 / 2, KM2 / 20))
        rule = self._rule(code, use)
        found = slide(self.now(), code, use, target, rule, standing=self.pick.random() < 0.5)
        self.count["stopped"] += bool(found.stopped_by)
        self.count["swap"] += bool(rule.place)
        self._edit(set_slide(self.now(), code, found))
        assert programme(self.now())[code][use] == found.reached_m2

    def _lock(self) -> None:
        place = self.pick.choice(CODES), self.pick.choice(tuple(USES)), self.pick.choice(SCOPES)
        self._edit(lock(self.now(), *place))

    def _unlock(self) -> None:
        for row in self.pick.sample(sorted(self.now().locks), min(1, len(self.now().locks))):
            found = self.now().locks[row]
            self._edit(unlock(self.now(), found.municipality, found.use, found.scope))

    def _limit(self) -> None:
        kind = self.pick.choice(("at_least", "at_most", "fixed"))
        m2 = self.pick.choice((None, self.pick.randrange(KM2)))
        place = self.pick.choice(("", *CODES)), self.pick.choice(tuple(USES))
        try:
            self._edit(set_limit(self.now(), *place, kind, m2, "storm"))
        except Refused:
            self.count["limit refused"] += 1

    def _lift(self) -> None:
        for key in self.pick.sample(sorted(self.now().limits), min(1, len(self.now().limits))):
            self._edit(remove_limit(self.now(), key))

    def _reset(self) -> None:
        code, use = self.pick.choice((None, *CODES)), self.pick.choice((None, *USES))
        self._edit(reset(self.now(), back(self.now(), code, use)))

    def _undo(self) -> None:
        if self.document.next_undo and self.document.next_undo.label != "Begin":
            self.document.undo()

    def _redo(self) -> None:
        self.document.redo()


def closes(now: Snapshot) -> None:
    """Every municipality adds up to its area, and the ledger and the gap add up to nothing."""
    planned = programme(now)
    sums: Counter[str] = Counter()
    for posting in programme_ledger(now):
        sums[posting.to_use] += posting.m2
        sums[posting.from_use] -= posting.m2
    assert sum(sums.values()) == 0
    assert all(sum(row.values()) == KM2 and min(row.values()) >= 0 for row in planned.values())
    assert all(sum(row.values()) == 0 for row in gap(now).values())


def keeps_what_holds(held: Snapshot, before: dict, after: dict) -> None:
    """No lock of any scope and no limit of one's own was crossed."""
    locks = locked(held)
    for code in CODES:
        for use, bound in bounds(held, code, standing=False).items():
            was, now = before[code][use], after[code][use]
            assert min(bound.low, was) <= now <= max(bound.high, was)
            assert now == was or not locks.cell(code, use)
    for use in locks.totals:
        assert sum(row[use] for row in after.values()) == sum(row[use] for row in before.values())


def weather(path: Path, acts: int, reopenings: int, seed: int) -> Counter[str]:
    """So many random acts, and the file is sound afterwards."""
    storm = Storm(project(path), seed)
    for n in range(acts):
        storm.act()
        if n % (acts // reopenings) == 0:
            storm.reopen()
    storm.document.close()
    assert check(path) == []
    return storm.count


def test_no_square_metre_is_lost_in_a_storm(fast_project: Path) -> None:
    count = weather(fast_project / "storm.gpkg", 400, 4, 7)
    assert count["slide"] > 250 and count["undo"] > 5 and count["reopen"] == 4


@pytest.mark.slow
def test_no_square_metre_is_lost_in_ten_thousand_moves(fast_project: Path) -> None:
    count = weather(fast_project / "storm.gpkg", 12_500, 25, 11)
    print(dict(count))
    assert count["slide"] >= 10_000 and count["stopped"] > 1000 and count["swap"] > 1000
