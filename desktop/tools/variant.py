"""Nothing is drawn in the present: a drawing tool that is taken there says so instead of wasting clicks."""

from desktop.tools.event import Context, Gesture, Preview
from scenarios.project.model import PRESENT
from scenarios.wording import tr


def only_in_a_variant(context: Context, gesture: Gesture) -> Gesture:
    """The gesture in a variant; in the present a sentence with the way out, for as long as the tool is in
    hand."""
    if context.snapshot().variant != PRESENT:
        return (yield from gesture)
    while True:
        said = tr("The present stays as it is: make a variant first, then draw in that variant.")
        event = yield Preview(hint=said, cursor="forbidden")
        while event.kind != "press":
            event = yield Preview(hint=said, cursor="forbidden")
        yield Preview(hint=said, warning=said, cursor="forbidden")
