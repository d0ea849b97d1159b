"""The overlap rule is obeyed by every tool: what a gesture would change goes through the rule before it is
shown, and again before it is written.

The rule is the option `overlap`: take (neighbours give way), stop (the new shape ends at them) or allow.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import shapely

from desktop.tools.event import Context, Event, Gesture, Outcome, Preview, Sketch
from desktop.tools.numbers import measures
from scenarios.edits.overlap import Obeyed, obey
from scenarios.errors import Refused
from scenarios.project.change import Change
from scenarios.project.region import Region
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares

RULES = ("stop", "take", "allow")
"""What can be chosen, the default first."""

_SAME_M2 = 0.5
"""The figures are those of a shape that is as large as they say."""

_SHAPES = ("drawing", "reshaped")
"""Roles of sketches that turn into wrong ones where the rule refuses."""


def rule_of(context: Context) -> str:
    """The overlap rule in force."""
    chosen = context.options.get("overlap")
    return chosen if chosen in RULES else RULES[0]


def obeying(context: Context, gesture: Gesture) -> Gesture:
    """The gesture with the overlap rule over all that it would change.

    Raises Refused where the rule leaves nothing of what was drawn; the clicks are the runner's to keep.
    """
    rule = _Rule(context)
    try:
        preview = next(gesture)
        while True:
            event: Event = yield _shown(preview, rule)
            preview = gesture.send(event)
    except StopIteration as end:
        return _settled(end.value, rule)
    finally:
        gesture.close()


def refusal(context: Context, changes: Iterable[Change]) -> str:
    """Why the rule would refuse changes; empty where it does not. A gesture asks before it ends."""
    found = _Rule(context).over(tuple(changes))
    return found if isinstance(found, str) else ""


def under_rule(context: Context, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes that are not made by a gesture, under the rule; raises Refused."""
    return tuple(obey(context.snapshot(), tuple(changes), rule_of(context)).changes)


class _Rule:
    """The rule over changes; the last answer is kept, since a preview is often shown again as it was."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._asked: tuple[Snapshot, tuple[Change, ...], str] | None = None
        self._answer: Obeyed | str = ""

    def region(self) -> Region:
        """The land that it all lies in."""
        return self._context.snapshot().region

    def over(self, changes: tuple[Change, ...]) -> Obeyed | str:
        """The changes under the rule, or why they cannot be."""
        snapshot, rule = self._context.snapshot(), rule_of(self._context)
        asked = self._asked
        if asked is None or asked[0] is not snapshot or asked[1] is not changes or asked[2] != rule:
            self._asked = (snapshot, changes, rule)
            try:
                self._answer = obey(snapshot, changes, rule)
            except Refused as refused:
                self._answer = str(refused)
        return self._answer


def _settled(outcome: Outcome, rule: _Rule) -> Outcome:
    if not outcome.changes:
        return outcome
    found = rule.over(outcome.changes)
    if isinstance(found, str):
        raise Refused(found)
    return replace(outcome, changes=tuple(found.changes))


def _shown(preview: Preview, rule: _Rule) -> Preview:
    if not preview.changes:
        return preview
    found = rule.over(preview.changes)
    if isinstance(found, str):
        wrong = tuple(replace(s, role="wrong") if s.role in _SHAPES else s for s in preview.sketches)
        return replace(preview, changes=(), sketches=wrong, warning=found)
    lost = (*_land(found.cut, "cut"), *_land(found.clipped, "clipped"))
    return replace(
        preview,
        changes=tuple(found.changes),
        lines=_left(preview, found, rule.region()),
        sketches=(*preview.sketches, *lost),
        warning=" ".join(filter(None, (found.said, preview.warning))),
    )


def _left(preview: Preview, found: Obeyed, region: Region) -> tuple[str, ...]:
    """The figures at the pointer: of what is left of a shape that stops at its neighbours."""
    asked = preview.values.get("area")
    if not asked or not preview.lines or found.clipped is None or shapely.is_empty(found.clipped):
        return preview.lines
    drawn = {
        (c.table, c.key): shapely.from_wkb(c.new["geom"])
        for c in preview.changes
        if c.new and "geom" in c.new
    }
    own = next((place for place, shape in drawn.items() if abs(shape.area - asked) <= _SAME_M2), None)
    kept = next((c.new for c in found.changes if (c.table, c.key) == own and c.new), None)
    if own is None or kept is None or "geom" not in kept:
        return preview.lines
    decimals = next((d for d in (1, 4) if preview.lines[0] == hectares(asked, d)), None)
    if decimals is None:
        return preview.lines
    before = measures(region, drawn[own], decimals)
    return (*measures(region, shapely.from_wkb(kept["geom"]), decimals), *preview.lines[len(before) :])


def _land(geometry: Any, role: str) -> tuple[Sketch, ...]:
    return () if geometry is None or shapely.is_empty(geometry) else (Sketch(geometry, role),)
