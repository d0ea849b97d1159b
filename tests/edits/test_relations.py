"""Members and relations: added, changed, refused where they cannot be, gone with what they point at."""

import pytest

from scenarios.edits import members, relations
from scenarios.edits.shapes import remove
from scenarios.errors import Refused
from scenarios.landuse.sites import site_facts
from tests.makers import made, plot, site, snapshot, square

CLUSTER = site(square(100, 100, 400))
ONE, TWO = plot(square(100, 100, 100), CLUSTER, "A02"), plot(square(200, 100, 100), CLUSTER, "A12")


def shown(*rows):
    return snapshot(CLUSTER, ONE, TWO, *rows)


def test_a_relation_goes_from_one_plot_to_another_and_can_be_turned():
    row = made(relations.relate(shown(), ONE.key, TWO.key, "energy", what=" steam "))
    assert (row.from_plot, row.to_plot, row.kind, row.what) == (ONE.key, TWO.key, "energy", "steam")
    turned = shown(row).with_changes(relations.turn_round(shown(row), row.key)).relations[row.key]
    assert (turned.from_plot, turned.to_plot) == (TWO.key, ONE.key)
    other = shown(row).with_changes(relations.change(shown(row), row.key, kind="services"))
    assert other.relations[row.key].kind == "services"
    assert [r.key for f in site_facts(shown(row)) for r in f.relations] == [row.key]


def test_relations_that_cannot_be_are_refused():
    row = made(relations.relate(shown(), ONE.key, TWO.key))
    for attempt in ((ONE.key, ONE.key), (ONE.key, 5), (ONE.key, TWO.key)):
        with pytest.raises(Refused):
            relations.relate(shown(row), *attempt)
    with pytest.raises(Refused):
        relations.relate(shown(), ONE.key, TWO.key, "gossip")
    with pytest.raises(Refused):
        relations.relate(snapshot(variant=0), ONE.key, TWO.key)


def test_members_have_names_of_their_own():
    row = made(members.add(shown(), CLUSTER.key, "  Beton BV ", role="producer"))
    assert (row.name, row.kind, row.role) == ("Beton BV", "private", "producer")
    with pytest.raises(Refused):
        members.add(shown(row), CLUSTER.key, "Beton BV", "public")
    with pytest.raises(Refused):
        members.add(shown(), CLUSTER.key, " ")
    changed = shown(row).with_changes(members.change(shown(row), row.key, kind="public"))
    assert changed.members[row.key].kind == "public"
    assert [m.key for f in site_facts(shown(row)) for m in f.members] == [row.key]
    assert not shown(row).with_changes(members.remove(shown(row), row.key)).members


def test_they_go_with_the_site_or_plot():
    member = made(members.add(shown(), CLUSTER.key, "Gemeente", "public"))
    relation = made(relations.relate(shown(), ONE.key, TWO.key))
    all_ = shown(member, relation)
    assert not all_.with_changes(remove(all_, [("plot", TWO.key)])).relations
    gone = all_.with_changes(remove(all_, [("site", CLUSTER.key)]))
    assert not gone.members and not gone.relations
