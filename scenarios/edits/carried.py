"""What goes along with a row whose land is moved or copied: the plots of a site, the contours of a plot."""

from collections.abc import Iterable

from scenarios.project.snapshot import Snapshot

Place = tuple[str, int]


def carried(snapshot: Snapshot, places: Iterable[Place]) -> list[Place]:
    """The rows, each once, every one preceded by what lies in it and goes along with it."""
    contours: dict[int, list[Place]] = {}
    for contour in snapshot.rows("contour").values():
        contours.setdefault(contour.plot, []).append(("contour", contour.key))
    found: dict[Place, None] = {}
    for table, key in places:
        plots = [plot.key for plot in snapshot.plots_of(key)] if table == "site" else []
        for plot in plots or ([key] if table == "plot" else []):
            found.update(dict.fromkeys(contours.get(plot, ())))
            found["plot", plot] = None
        found[table, key] = None
    return list(found)
