"""Proposing conversions for a goal file; accepting them sets the programme in one step."""

from argparse import Namespace
from typing import Any

from scenarios.commands.console import DONE, REFUSED, give, say, tell
from scenarios.commands.project import editing, looking, variant_named
from scenarios.edits.programme import set_conversions
from scenarios.landuse.catalogue import USES
from scenarios.project.document import Document
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation import goal_file
from scenarios.searches.allocation.goals import GOALS
from scenarios.searches.allocation.propose import Proposal, Request, propose
from scenarios.searches.allocation.region import space_of
from scenarios.searches.allocation.words import eased, said, unit_name
from scenarios.wording import hectares, number, tr


def run(args: Namespace) -> int:
    """Look for a proposal; without `--accept` nothing is written. Exit code 1 where demands clash."""
    with (editing if args.accept else looking)(args.file) as document:
        return _run(args, document)


def _run(args: Namespace, document: Document) -> int:
    variant = variant_named(document, args.variant)
    snapshot = document.snapshot(variant)
    space = space_of(snapshot)
    request = goal_file.read(args.goal, snapshot, space)
    found = propose(snapshot, space, request)
    if args.accept and found.m2 is not None:
        label = tr("Accept proposal of {file}", file=args.goal.name)
        changes = set_conversions(snapshot, found.conversions())
        document.edit(label, changes, variant=variant, year=snapshot.year)
    if args.json:
        give(answer(found, request))
    else:
        _tell(snapshot, found, request)
    return DONE if found.m2 is not None else REFUSED


def answer(found: Proposal, request: Request) -> dict[str, Any]:
    """The proposal as JSON: `status`, `conversions`, `prices`, `clashes`, also `goals` and `easing`.

    Prices are in the unit of the first goal, which the others are weighed against.
    """
    lead = next(iter(request.goals.values()))
    return {
        "status": "proposal" if found.m2 is not None else "clash",
        "conversions": [
            {"municipality": code, "from": pair[0], "to": pair[1], "m2": m2}
            for code, pairs in found.conversions().items()
            for pair, m2 in pairs.items()
        ],
        "goals": {key: {"value": value, "unit": GOALS[key].unit} for key, value in found.goals.items()},
        "prices": [
            {
                "key": price.demand.key,
                "demand": price.demand.text,
                "bound": price.bound,
                "less": None if price.less is None else price.less / lead,
                "more": None if price.more is None else price.more / lead,
                "per": price.demand.unit,
                "unit": GOALS[next(iter(request.goals))].unit,
            }
            for price in found.prices
        ],
        "clashes": [
            {"demands": [{"key": demand.key, "demand": demand.text} for demand in clash.demands]}
            for clash in found.clashes
        ],
        "easing": [
            {"key": eased.demand.key, "demand": eased.demand.text, "by": eased.by, "unit": eased.demand.unit}
            for eased in found.easing
        ],
    }


def _tell(snapshot: Snapshot, found: Proposal, request: Request) -> None:
    if found.m2 is None:
        for clash in found.clashes:
            say(tr("These cannot go together: {demands}.", demands="; ".join(d.text for d in clash.demands)))
        for easing in found.easing[:2]:
            say(eased(easing))
        return
    names = {m.code: m.name for m in snapshot.region.municipalities}
    for code, pairs in found.conversions().items():
        for (source, target), m2 in pairs.items():
            tell(f"{names[code]}: {USES[source].name} → {USES[target].name}  {hectares(m2)}")
    for key, value in found.goals.items():
        tell(f"{tr(GOALS[key].title)}: {number(value, 1)} {unit_name(GOALS[key].unit)}")
    for price in found.prices:
        tell(said(price, request.goals))
