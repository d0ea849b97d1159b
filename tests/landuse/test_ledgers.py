"""The ledgers: every entry is a pair; together they explain the land use of every year; nothing is left."""

from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.landuse import ledgers
from scenarios.landuse.balance import balance
from scenarios.landuse.ledgers import DRAWN, GAP, PLANNED, Entry, drawn, faults, gap, planned, sums_of
from scenarios.landuse.programme import gap as gap_of
from scenarios.landuse.programme import programme
from scenarios.project.model import Conversion, Move, new_key
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot, frozen
from tests.landuse.layouts import snapshots
from tests.makers import snapshot, square, use_change

AARDAM, BEEKDORP = "GM0001", "GM0002"


def conversion(code: str, source: str, target: str, m2: int, cause: str = "slider") -> Conversion:
    """A planned change of land with a new key."""
    key = new_key()
    return Conversion(key, key, 1, code, source, target, m2, cause)


def leaving(shape: shapely.Polygon, **columns: object) -> Move:
    """A business that leaves an area, with a new key."""
    key = new_key()
    return Move(key, key, 1, shapely.to_wkb(shapely.MultiPolygon([shape])), **columns)  # type: ignore[arg-type]


def told(entries):
    return [(e.year, e.municipality, e.from_use, e.to_use, e.m2, e.cause, e.back) for e in entries]


def test_drawn_stands_in_the_years_in_which_things_start_and_end():
    houses = use_change(square(0, 0, 200), "WON", start_year=2030, end_year=2036)
    works = use_change(square(900, 100, 200), "BED", start_year=2035)
    seen = snapshot(houses, works)
    assert told(drawn(seen)) == [
        (2030, AARDAM, "LAN", "WON", 40_000, houses.key, False),
        (2035, AARDAM, "LAN", "BED", 20_000, works.key, False),
        (2035, BEEKDORP, "WON", "BED", 20_000, works.key, False),
        (2036, AARDAM, "WON", "LAN", 40_000, houses.key, True),
    ]
    assert told(drawn(replace(seen, year=2035))) == told(drawn(seen))[:3]
    assert drawn(replace(seen, year=2029)) == ()


def test_what_is_covered_later_is_given_back_to_what_it_was():
    park = use_change(square(0, 0, 100), "GRO", rank=1, start_year=2028)
    works = use_change(square(0, 0, 100, 40), "BED", rank=2, start_year=2032)
    assert told(drawn(snapshot(park, works))) == [
        (2028, AARDAM, "LAN", "GRO", 10_000, park.key, False),
        (2032, AARDAM, "LAN", "BED", 4_000, works.key, False),
        (2032, AARDAM, "GRO", "LAN", 4_000, park.key, True),
    ]


def test_a_thing_that_ends_before_it_starts_has_no_year():
    assert drawn(snapshot(use_change(square(0, 0, 100), "WON", start_year=2035, end_year=2030))) == ()


def test_planned_stands_in_the_target_year_with_how_it_was_planned():
    seen = snapshot(conversion(AARDAM, "LAN", "WON", 50_000), conversion(BEEKDORP, "WON", "HMC", 7, "typed"))
    assert told(planned(replace(seen, year=2030))) == [
        (2040, AARDAM, "LAN", "WON", 50_000, "slider", False),
        (2040, BEEKDORP, "WON", "HMC", 7, "typed", False),
    ]


def test_gap_is_what_is_planned_less_what_is_drawn():
    seen = snapshot(
        conversion(AARDAM, "LAN", "WON", 50_000),
        use_change(square(0, 0, 100), "WON"),
        use_change(square(1000, 0, 100), "LAN"),
    )
    assert told(gap(seen)) == [
        (2040, AARDAM, "LAN", "WON", 40_000, "", False),
        (2040, BEEKDORP, "LAN", "WON", 10_000, "", False),
    ]
    assert {entry.ledger for entry in gap(seen)} == {GAP}


def test_nothing_is_left_where_all_that_is_planned_is_drawn():
    seen = snapshot(conversion(AARDAM, "LAN", "WON", 10_000), use_change(square(0, 0, 100), "WON"))
    assert gap(seen) == ()


def test_a_move_without_a_place_is_planned_and_not_placed_yet():
    away = leaving(square(0, 0, 100), category="4.2")
    light = leaving(square(200, 0, 50), category="2")
    placed = leaving(square(400, 0, 50), plot=3)
    seen = snapshot(away, light, placed)
    assert sorted(told(planned(seen))) == [
        (2040, "", "", "BED", 2_500, light.key, False),
        (2040, "", "", "HMC", 10_000, away.key, False),
    ]
    assert not faults(seen), "what has no place yet belongs to no municipality"


def test_the_same_drawing_is_reckoned_once(monkeypatch):
    seen = snapshot(use_change(square(0, 0, 100), "WON", start_year=2030))
    first = drawn(seen)
    monkeypatch.setattr(ledgers, "_drawn", lambda snapshot: pytest.fail("reckoned again"))
    assert drawn(replace(seen, year=2040)) is first


def test_faults_name_what_does_not_close(monkeypatch):
    seen = snapshot(use_change(square(0, 0, 100), "WON"))
    assert faults(seen) == []
    monkeypatch.setattr(ledgers, "drawn", lambda snapshot: ())
    assert faults(seen) == ["The ledger of Aardam does not explain its land use."]
    monkeypatch.setattr(
        ledgers, "programme", lambda s: {c: row | {"WON": 1} for c, row in programme(s).items()}
    )
    assert any("do not add up" in said for said in faults(seen))


@st.composite
def planned_snapshots(draw: st.DrawFn) -> Snapshot:
    """A random layout with random planned changes of land."""
    seen = draw(snapshots())
    codes = [m.code for m in seen.region.municipalities]
    rows = {}
    for _ in range(draw(st.integers(0, 6))):
        source, target = draw(st.lists(st.sampled_from(USES), min_size=2, max_size=2, unique=True))
        row = conversion(draw(st.sampled_from(codes)), source, target, draw(st.integers(1, 10**6)))
        rows[row.key] = row
    return replace(seen, tables=frozen({**{n: dict(t) for n, t in seen.tables.items()}, "conversion": rows}))


def zero_by(entries: tuple[Entry, ...], *names: str) -> bool:
    """Whether the legs of entries sum to zero for every value of some columns."""
    sums: dict[tuple, int] = {}
    for entry in entries:
        key = tuple(getattr(entry, name) for name in names)
        for _use, m2 in entry.legs:
            sums[key] = sums.get(key, 0) + m2
    return not any(sums.values())


@given(planned_snapshots())
@settings(max_examples=80, deadline=None)
def test_ledgers_sum_to_zero_and_explain_every_cell(seen: Snapshot):
    done, wanted, rest = drawn(seen), planned(seen), gap(seen)
    for entries in (done, wanted, rest):
        assert all(type(e.m2) is int and e.m2 > 0 and e.from_use != e.to_use for e in entries)
        for name in ("municipality", "cause", "year"):
            assert zero_by(entries, name)
        assert zero_by(entries, "municipality", "cause", "year")
    land, target = balance(seen), programme(seen)
    for code, present in land.present_m2.items():
        for use in USES:
            assert sums_of(done).get((code, use), 0) == land.now_m2[code][use] - present[use]
            assert sums_of(wanted).get((code, use), 0) == target[code][use] - present[use]
            assert sums_of(rest).get((code, use), 0) == gap_of(seen)[code][use]
            assert sums_of(rest).get((code, use), 0) == target[code][use] - land.now_m2[code][use]
    assert faults(seen) == []
    assert {e.ledger for e in done} <= {DRAWN} and {e.ledger for e in wanted} <= {PLANNED}


@given(snapshots())
@settings(max_examples=40, deadline=None)
def test_entries_of_all_years_together_are_the_ledger_of_the_year(seen: Snapshot):
    sums: dict[tuple, int] = {}
    for e in drawn(seen):
        key = (e.municipality, *((e.to_use, e.from_use) if e.back else (e.from_use, e.to_use)), e.cause)
        sums[key] = sums.get(key, 0) + (-e.m2 if e.back else e.m2)
    of_balance = {(p.municipality, p.from_use, p.to_use, p.cause): p.m2 for p in balance(seen).ledger}
    assert {key: m2 for key, m2 in sums.items() if m2} == of_balance


def test_what_is_set_aside_is_neither_drawn_nor_planned():
    homes = use_change(square(0, 0, 100), "WON", start_year=2030)
    away = leaving(square(0, 0, 100), category="4.2", change=homes.key)
    assert len(drawn(snapshot(homes, away))) == len(planned(snapshot(homes, away))) == 1
    aside = replace(away, aside=1)
    assert drawn(snapshot(homes, aside)) == planned(snapshot(homes, aside)) == ()
