"""Give and take, and what is counted on twice: small cases worked out by hand."""

from dataclasses import replace

import shapely

from scenarios.landuse.agreements import agreements, party_balances, party_of
from scenarios.landuse.checks import variant_findings
from scenarios.landuse.checks.claims import claims, claims_between
from scenarios.project.model import Agreement, Move, Relation, Variant, new_key
from tests.makers import ORIGIN, plot, site, snapshot, square, use_change, waiting_land


def agreed(giver: str, taker: str, unit: str, amount: float, what: str = "") -> Agreement:
    key = new_key()
    return Agreement(key, key, 1, giver, taker, unit, amount, what)


def move(x: float, target: int, **columns) -> Move:
    key = new_key()
    return Move(
        key, key, 1, shapely.to_wkb(shapely.MultiPolygon([square(x, 500, 80)])), plot=target, **columns
    )


def codes(*rows) -> list[str]:
    return [claim.code for claim in claims(snapshot(Variant(1, "x"), *rows))]


class TestBalance:
    SHOWN = snapshot(
        agreed("GM0001", "GM0002", "ha", 12.5),
        agreed("GM0002", "Provincie", "ha", 2.0),
        agreed("GM0002", "GM0001", "t", 30_000.0),
        agreed("Provincie", "GM0001", "ha", 0.5),
    )

    def test_each_party_gives_and_takes_per_unit_and_every_unit_is_zero_sum(self):
        found = [(b.party, b.unit, b.gives, b.takes, b.net) for b in party_balances(self.SHOWN)]
        assert found == [
            ("GM0001", "ha", 12.5, 0.5, -12.0),
            ("GM0002", "ha", 2.0, 12.5, 10.5),
            ("Provincie", "ha", 0.5, 2.0, 1.5),
            ("GM0001", "t", 0.0, 30_000.0, 30_000.0),
            ("GM0002", "t", 30_000.0, 0.0, -30_000.0),
        ]
        for unit in ("ha", "t"):
            assert sum(b.net for b in party_balances(self.SHOWN) if b.unit == unit) == 0

    def test_they_stand_by_unit_giver_and_taker(self):
        assert [row.unit for row in agreements(self.SHOWN)] == ["ha", "ha", "ha", "t"]

    def test_a_municipality_is_known_by_its_name_or_code(self):
        assert party_of(self.SHOWN, " aardam ") == party_of(self.SHOWN, "gm0001") == "GM0001"
        assert party_of(self.SHOWN, "Water  board") == "Water board"


class TestClaims:
    def test_two_moves_on_one_plot_beyond_its_area(self):
        cluster = site(square(100, 100, 400), name="Kade")
        target = plot(square(100, 100, 100), cluster, name="A1")
        rows = [move(1500, target.key, name="Een"), move(1600, target.key, name="Twee")]
        (claim,) = claims(snapshot(cluster, target, *rows))
        assert claim.code == "plot" and {key for _, key in claim.rows} == {row.key for row in rows}
        assert "Een" in claim.text and "Kade: A1" in claim.text
        assert "1.28 ha is needed and there is 1.00 ha" in claim.text
        assert claim.place and target and shapely.from_wkb(target.geom).contains(shapely.Point(claim.place))
        assert codes(cluster, target, rows[0]) == []
        told = variant_findings(snapshot(Variant(1, "x"), cluster, target, *rows))
        assert [one.text for one in told if one.code == "double_claim"] == [claim.text]
        large = plot(square(100, 100, 120), cluster)
        assert codes(cluster, large, move(1500, large.key), move(1600, large.key)) == []

    def test_two_things_on_one_land_in_waiting(self):
        land = waiting_land(square(100, 100, 300), "2031", name="Slibveld")
        one, two = site(square(0, 0, 200), name="Een"), site(square(300, 300, 200), name="Twee")
        (claim,) = claims(snapshot(land, one, two))
        assert claim.code == "waiting" and "Een (1.00 ha), Twee (1.00 ha)" in claim.text
        assert codes(land, one) == []
        away = use_change(square(300, 300, 100), "WON")
        assert codes(land, one, away) == ["waiting"]
        aside = Move(5, 5, 1, away.geom, change=away.key, aside=1)
        assert codes(land, one, away, aside) == []

    def test_sites_of_two_variants_on_the_same_land(self):
        one = site(square(0, 0, 300), variant=1, name="Noord")
        two = site(square(200, 0, 300), variant=2, name="Zuid")
        first = snapshot(Variant(1, "A"), one)
        second = snapshot(Variant(2, "B"), two, variant=2)
        (claim,) = claims_between([first, second])
        assert claim.text == "Noord of “A” and Zuid of “B” take the same 3.00 ha."
        assert claim.place and ORIGIN[0] + 200 <= claim.place[0] <= ORIGIN[0] + 300
        copied = snapshot(Variant(2, "B"), replace(two, origin=one.origin), variant=2)
        assert claims_between([first, copied]) == ()
        assert claims_between([first]) == ()

    def test_one_thing_promised_to_two_parties(self):
        rows = (agreed("GM0001", "GM0002", "t", 5e4, "puin"), agreed("GM0001", "Provincie", "t", 3e4, "Puin"))
        (claim,) = claims(snapshot(*rows))
        assert claim.code == "flow" and "together 80,000 t/year" in claim.text
        assert "Beekdorp, Provincie" in claim.text and claim.place is not None
        assert (
            codes(agreed("GM0001", "GM0002", "t", 5e4, "puin"), agreed("GM0001", "X", "t", 1.0, "zand")) == []
        )
        assert codes(*(agreed("GM0001", taker, "euro", 5.0, "fonds") for taker in ("GM0002", "X"))) == []

    def test_more_land_than_there_is(self):
        assert codes(agreed("GM0001", "GM0002", "ha", 60), agreed("GM0001", "X", "ha", 50)) == ["land"]
        assert codes(agreed("GM0001", "GM0002", "ha", 100)) == []

    def test_a_material_that_two_sites_count_on(self):
        one, two = site(square(0, 0, 300), name="Een"), site(square(500, 0, 300), name="Twee")
        giver, a, b = plot(square(0, 0, 50), one), plot(square(50, 0, 50), one), plot(square(500, 0, 50), two)
        to_a = Relation(801, 801, 1, giver.key, a.key, "material", "granulaat")
        to_b = Relation(803, 803, 1, giver.key, b.key, "material", "Granulaat")
        assert codes(one, two, giver, a, b, to_a, to_b) == ["flow"]
        assert codes(one, two, giver, a, b, to_a) == []
