"""The built-in example: true where it says so, made up where it says so, and the same each time."""

import time

import numpy as np
import pytest
import shapely

from scenarios import wording
from scenarios.errors import Refused
from scenarios.example import make_example
from scenarios.example.facts import facts, true_pairs
from scenarios.indicators import measure
from scenarios.landuse.balance import balance
from scenarios.landuse.moves import moves
from scenarios.landuse.programme import programme, programme_ledger
from scenarios.landuse.setbacks import setbacks
from scenarios.landuse.sites import site_facts
from scenarios.landuse.waiting import candidates
from scenarios.progress import drain
from scenarios.project.checks import check
from scenarios.project.document import open_document
from scenarios.project.model import PER_VARIANT
from scenarios.project.region import USES
from tests.makers import shape_of


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The example's file, and how many seconds of computing it took."""
    wording.set_language("en")
    path = tmp_path_factory.mktemp("example") / "example.gpkg"
    start = time.process_time()
    drain(make_example(path))
    return path, time.process_time() - start


@pytest.fixture(scope="module")
def document(made):
    with open_document(made[0], editing=False) as document:
        yield document


def snapshots(document, year=None):
    return [document.snapshot(key, year) for key in document.tables["variant"]]


class TestRegion:
    def test_has_the_true_area_of_every_municipality(self, document):
        region = document.region
        assert [m.code for m in region.municipalities] == list(facts())
        for row, border, whole in zip(region.municipalities, region.borders, region.area_m2, strict=True):
            assert border.is_valid and border.area == pytest.approx(facts()[row.code].area_m2, abs=0.5)
            assert whole == round(facts()[row.code].area_m2)

    def test_is_a_partition_in_one_piece(self, document):
        borders = document.region.borders
        together = shapely.union_all(borders)
        assert together.area == pytest.approx(shapely.area(borders).sum(), abs=0.01)
        assert together.geom_type == "Polygon" and shapely.get_num_interior_rings(together) == 0

    def test_keeps_most_of_the_true_neighbours(self, document):
        codes, borders = list(facts()), document.region.borders
        shared = {
            (a, b)
            for i, a in enumerate(codes)
            for j, b in enumerate(codes)
            if i < j and shapely.intersection(borders[i], borders[j]).length > 60
        }
        kept = shared & true_pairs()
        assert len(true_pairs()) == 33 and len(kept) >= 23
        assert f"{len(kept)} of the 33 pairs" in document.about()

    def test_lies_in_no_real_place(self, document):
        xmin, ymin, xmax, ymax = document.region.bounds
        assert ymin > 500_000 and xmax < 80_000, "that would be on land"
        assert xmin > 0 and ymax < 600_000, "that would be near the edge of RD coordinates"


class TestLand:
    def test_follows_the_figures_within_a_hectare(self, document):
        present = balance(document.snapshot()).present_m2
        for code, fact in facts().items():
            assert set(fact.uses_m2) < set(USES)
            for use in USES:
                assert present[code][use] == pytest.approx(fact.uses_m2.get(use, 0), abs=10_000), (code, use)

    def test_is_disjoint_and_leaves_nothing_out(self, document):
        coverage = document.region.imported
        assert shapely.is_valid(coverage.geoms).all()
        assert 3_000 < len(coverage.geoms) < 8_000
        filled = np.bincount(coverage.municipality, coverage.areas)
        assert filled == pytest.approx(shapely.area(document.region.borders), abs=0.5)
        left, right = coverage.tree.query(coverage.geoms, predicate="overlaps")
        once = left < right
        overlap = shapely.area(shapely.intersection(coverage.geoms[left[once]], coverage.geoms[right[once]]))
        assert overlap.sum() < 0.5

    def test_every_polygon_lies_in_its_municipality(self, document):
        coverage, borders = document.region.imported, document.region.borders
        inside = shapely.area(shapely.intersection(coverage.geoms, borders[coverage.municipality]))
        assert inside == pytest.approx(coverage.areas, abs=0.01)


class TestPlans:
    def test_are_two_variants_beside_the_present(self, document):
        names = [v.name for v in sorted(document.tables["variant"].values(), key=lambda v: v.position)]
        assert names == ["One cluster at once", "Start small with hubs"]

    def test_are_marked_as_fictitious(self, document):
        for table in (
            *("variant", "site", "use_change", "business", "waiting_land", "sensitive_place"),
            *("move", "agreement"),
        ):
            rows = document.tables[table].values()
            assert rows and all(row.fictitious for row in rows), table
        assert document.snapshot().settings["example"]

    def test_show_relocations_with_and_without_a_destination(self, document):
        once, small = (
            {one.name.split()[-1]: one for one in moves(snapshot)}
            for snapshot in sorted(snapshots(document), key=lambda s: s.variants[s.variant].position)
        )
        assert {name: one.state for name, one in once.items()} == {
            "Oostvaart": "bad",
            "Veenzicht": "good",
            "Westerzand": "open",
            "Kleidijk": "open",
        }
        assert (once["Veenzicht"].depth, once["Veenzicht"].origin) == (1, "GM0637")
        assert [one.row.plot for one in small.values()] == [None, None]
        assert all(one.lights["dates"].state != "bad" for one in (*once.values(), *small.values()))

    def test_have_a_cluster_and_three_hubs_of_the_right_size(self, document):
        for snapshot in snapshots(document):
            sizes = {site.kind: [] for site in snapshot.sites.values()}
            for site in snapshot.sites.values():
                sizes[site.kind].append(shape_of(site).area / 10_000)
            assert len(sizes["cluster"]) == 1 and 18 < sizes["cluster"][0] < 23
            assert len(sizes["hub"]) == 3 and all(2 <= size <= 8 for size in sizes["hub"])

    def test_have_plots_that_fill_their_site_without_overlap(self, document):
        for snapshot in snapshots(document):
            for site in snapshot.sites.values():
                plots = np.array([shape_of(plot) for plot in snapshot.plots_of(site.key)], dtype=object)
                together = shapely.union_all(plots)
                assert together.area == pytest.approx(shapely.area(plots).sum(), abs=1)
                assert together.area == pytest.approx(shape_of(site).area, abs=1)
                assert len({plot.activity for plot in snapshot.plots_of(site.key)}) >= 5

    def test_lie_inside_one_municipality_each(self, document):
        for snapshot in snapshots(document):
            for facts_of in site_facts(snapshot):
                assert len(facts_of.municipalities) == 1

    def test_make_every_panel_show_something(self, document):
        for snapshot in snapshots(document):
            result = balance(snapshot)
            assert {p.to_use for p in result.ledger} >= {"HMC", "BED", "INF", "GRO", "WAT", "WON"}
            assert len({p.municipality for p in programme_ledger(snapshot)}) >= 10
            assert all(m2 >= 0 for row in programme(snapshot).values() for m2 in row.values())
            assert len(snapshot.locks) == 1
            assert sum(setbacks(snapshot).claimed_m2.values()) > 0

    def test_show_trees_water_members_relations_and_a_note(self, document):
        for snapshot in snapshots(document):
            assert snapshot.tree_rows and snapshot.members and snapshot.relations and snapshot.contours
            found = {figure.key: figure.value for figure in measure(snapshot)}
            for key in ("trees", "water_storage", "layout_green", "paved_share", "shaded_pavement"):
                assert found[key] > 0, key
            for row in snapshot.relations.values():
                one, other = snapshot.plots[row.from_plot], snapshot.plots[row.to_plot]
                assert one.site == other.site and one.activity != other.activity
        assert any(snapshot.notes for snapshot in snapshots(document))

    def test_have_a_school_in_a_contour_of_one_variant_only(self, document):
        once, small = sorted(snapshots(document), key=lambda s: s.variants[s.variant].position)
        assert sum(setbacks(once).places.values()) >= 2
        assert sum(setbacks(small).places.values()) < sum(setbacks(once).places.values())

    def test_have_candidates_with_and_without_a_date(self, document):
        found = candidates(document.snapshot())
        assert [one.year for one in found] == [2031, 2034, None]
        assert all(one.m2 > 100_000 and one.owner and one.uses == ("LAN",) for one in found)

    def test_differ_where_it_matters(self, document):
        once, small = sorted(snapshots(document), key=lambda s: s.variants[s.variant].position)
        assert sum(setbacks(once).sensitive_m2.values()) > sum(setbacks(small).sensitive_m2.values())
        for table in ("site", "plot", "use_change", "conversion"):
            origins = [{row.origin for row in s.rows(table).values()} for s in (once, small)]
            assert origins[0] & origins[1], f"no {table} that both variants have"

    def test_change_over_the_years(self, document):
        for snapshot in snapshots(document):
            years = (2027, 2031, 2032, 2040)
            there = [len(document.snapshot(snapshot.variant, year).things) for year in years]
            assert there == sorted(set(there))


def test_the_file_is_sound(made):
    assert check(made[0]) == []


def test_it_is_made_in_time(made):
    assert made[1] < 5.0


def test_it_is_the_same_each_time(document, tmp_path):
    again = tmp_path / "again.gpkg"
    drain(make_example(again))
    with open_document(again, editing=False) as other:
        assert other.tables == document.tables
        assert other.region.municipalities == document.region.municipalities
        first, second = document.region.imported, other.region.imported
        assert (shapely.to_wkb(first.geoms) == shapely.to_wkb(second.geoms)).all()
        assert (first.keys == second.keys).all() and (first.use == second.use).all()
        assert other.about() == document.about()


def test_it_speaks_the_language_in_which_it_was_made(tmp_path):
    wording.set_language("nl")
    path = tmp_path / "voorbeeld.gpkg"
    drain(make_example(path))
    with open_document(path, editing=False) as document:
        assert "Klein beginnen met hubs" in {v.name for v in document.tables["variant"].values()}
        assert any(b.name.startswith("Voorbeeld ") for b in document.tables["business"].values())


def test_it_overwrites_nothing(made):
    before = made[0].read_bytes()
    with pytest.raises(Refused):
        drain(make_example(made[0]))
    assert made[0].read_bytes() == before


def test_rows_of_every_variant_table_have_keys_of_their_own(document):
    keys = [key for table in (*PER_VARIANT, "variant", "business") for key in document.tables[table]]
    assert len(set(keys)) == len(keys)


def test_undo_stops_at_the_example_as_it_was_made(document):
    assert len(document.history()) > 2
    assert document.next_undo is None
