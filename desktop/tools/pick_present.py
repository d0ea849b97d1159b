"""Correcting the present: pick the polygons whose use is not what the file says, then give them another
use."""

from typing import Any

from desktop.tools.event import Context, Gesture, Outcome, Place
from desktop.tools.picking import Picking, pick
from scenarios.edits.corrections import correct
from scenarios.errors import Refused
from scenarios.landuse.catalogue import USES
from scenarios.wording import tr

DEFAULT_USE = "HMC"
"""The use that a correction gives where none was chosen yet: land-use files know no heavy industry."""


def pick_present(context: Context) -> Gesture:
    """Click polygons of the present use to pick them or let them go; Enter gives them the chosen use."""
    picking = Picking(
        use=lambda: use_chosen(context),
        first=lambda: tr("Click the land whose present use is not right."),
        more=lambda: tr(
            "Click more land; Enter or a right click makes it {use}, Esc takes one click back.",
            use=USES[use_chosen(context)].name,
        ),
        finish=lambda shapes: _corrected(context, shapes),
        lines=lambda shapes: (f"→ {USES[use_chosen(context)].name}",),
    )
    return (yield from pick(context, picking))


def use_chosen(context: Context) -> str:
    """The use that the picked land gets."""
    return str(context.options.get("correction") or DEFAULT_USE)


def _corrected(context: Context, shapes: list[Any]) -> tuple[Outcome | None, str]:
    try:
        changes = tuple(correct(context.snapshot(), shapes, use_chosen(context)))
    except Refused as refusal:
        return None, str(refusal)
    new: tuple[Place, ...] = tuple((change.table, change.key) for change in changes)
    return Outcome(tr("Correct the present land use"), changes, new), ""
