"""The drawing tools: a cluster, a hub, a plot in them, and an area that gets another use."""

from desktop.tools.drawing import Drawing
from desktop.tools.event import Context, Gesture
from desktop.tools.methods import draw
from desktop.tools.numbers import size_check
from desktop.tools.variant import only_in_a_variant
from scenarios.edits.plots import draw_plot
from scenarios.edits.sites import draw_site
from scenarios.edits.use_changes import draw_use_change
from scenarios.landuse.catalogue import activities
from scenarios.landuse.visible import use_of
from scenarios.project.model import Plot
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

DEFAULT_USE = "WON"
"""The use that a land-use change gives where none was chosen yet."""


def cluster(context: Context) -> Gesture:
    """Draw a cluster."""
    return (yield from _drawn(context, site_of(context, "cluster")))


def hub(context: Context) -> Gesture:
    """Draw a hub."""
    return (yield from _drawn(context, site_of(context, "hub")))


def site_of(context: Context, kind: str) -> Drawing:
    """What becomes of an area that is drawn as a cluster or a hub."""
    return Drawing(
        label=lambda: tr("Draw cluster") if kind == "cluster" else tr("Draw hub"),
        changes=lambda snapshot, shape: draw_site(snapshot, shape, kind, start_year=started(snapshot)),
        use=lambda: "HMC" if kind == "cluster" else "BED",
        warning=lambda snapshot, shape: size_check(snapshot, kind, shape.area),
    )


def plot(context: Context) -> Gesture:
    """Draw a plot with the chosen activity in the site it lies in."""
    return (yield from _drawn(context, plot_of(context)))


def plot_of(context: Context) -> Drawing:
    """What becomes of an area that is drawn as a plot."""

    def chosen() -> str | None:
        code = context.options.get("activity")
        return code if code in activities() else None

    def use() -> str:
        return use_of(context.snapshot(), Plot(0, 0, 0, b"", 0, activity=chosen()))

    return Drawing(
        label=lambda: tr("Draw plot"),
        changes=lambda snapshot, shape: draw_plot(
            snapshot, shape, activity=chosen(), start_year=started(snapshot)
        ),
        use=use,
    )


def use_change(context: Context) -> Gesture:
    """Draw an area that gets the chosen use."""
    return (yield from _drawn(context, change_of(context)))


def change_of(context: Context) -> Drawing:
    """What becomes of an area that is drawn as a land-use change."""

    def use() -> str:
        return str(context.options.get("use") or DEFAULT_USE)

    return Drawing(
        label=lambda: tr("Draw land-use change"),
        changes=lambda snapshot, shape: draw_use_change(snapshot, shape, use(), start_year=started(snapshot)),
        use=use,
    )


def _drawn(context: Context, drawing: Drawing) -> Gesture:
    return (yield from only_in_a_variant(context, draw(context, drawing)))


def started(snapshot: Snapshot) -> int | None:
    """The start year of what is drawn while the map shows a year: that year, or none in the base year."""
    return snapshot.year if snapshot.base_year < snapshot.year < snapshot.target_year else None
