"""How far a plot's nuisance reaches, by the guide distances of VNG "Bedrijven en milieuzonering" (2009).

The rule, in order:

1. Each of the four components (odour, dust, noise, safety) has the distance typed for the plot, else the
   largest of its activities' (several on one plot count together, also storage and single installations).
2. In mixed surroundings an activity's odour, dust and noise come one step closer; its safety distance never
   does. A typed distance holds as it was typed: it comes from a permit or a study, not from the list.
3. A contour drawn for a component takes the place of its distance: the plot reaches as far as the drawing.
4. A plot with a typed distance or a drawn contour reaches as far as the largest of the components left.
5. Any other plot reaches as far as its category says (its own, else the heaviest of its activities'), in
   mixed surroundings one step closer, but never closer than its safety distance.
"""

from dataclasses import dataclass

from scenarios.landuse.catalogue import setback, setback_table
from scenarios.landuse.visible import activities_of, category_of
from scenarios.project.model import COMPONENTS, Plot
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Distances:
    """A plot's distances in force, m; `category` is the one its contour is drawn at.

    `drawn`: the components with a free contour instead, whose distance is zero.
    """

    odour: float
    dust: float
    noise: float
    safety: float
    category: float
    drawn: tuple[str, ...] = ()


def distances(snapshot: Snapshot, plot: Plot) -> Distances:
    """The distances of a plot in force, m; zero where it has none, and for a component that is drawn."""
    known: dict[Plot, Distances] = snapshot.once("distances", dict)
    found = known.get(plot)
    if found is None:
        found = known[plot] = _distances(snapshot, plot)
    return found


def _distances(snapshot: Snapshot, plot: Plot) -> Distances:
    mixed = (plot.setting or snapshot.settings["setback_setting"]) == MIXED
    typed = {name: getattr(plot, f"{name}_m") for name in COMPONENTS}
    found = activities_of(plot)
    listed = {name: float(max((getattr(one, name) for one in found), default=0)) for name in COMPONENTS}
    if mixed:
        listed = {name: m if name == "safety" else one_step_closer(m) for name, m in listed.items()}
    reach = {name: listed[name] if typed[name] is None else float(typed[name]) for name in COMPONENTS}
    drawn = tuple(dict.fromkeys(row.component for row in snapshot.contours_of(plot.key)))
    reach.update(dict.fromkeys(drawn, 0.0))
    if drawn or any(value is not None for value in typed.values()):
        return _of(reach, max(reach.values()), drawn)
    row = setback(category_of(plot))
    if row is None:
        return _of(reach, 0.0)
    return _of(reach, max(float(row.mixed), reach["safety"]) if mixed else float(row.quiet))


def _of(reach: dict[str, float], category: float, drawn: tuple[str, ...] = ()) -> Distances:
    return Distances(reach["odour"], reach["dust"], reach["noise"], reach["safety"], category, drawn)


def component_name(component: str) -> str:
    """A component of nuisance in the language in force."""
    return {
        "odour": tr("Odour"),
        "dust": tr("Dust"),
        "noise": tr("Noise"),
        "safety": tr("Safety"),
    }.get(component, component)


def one_step_closer(distance: float) -> float:
    """A guide distance in mixed surroundings: the next smaller step of the list; zero stays zero."""
    if distance <= 0:
        return 0.0
    steps = [row.mixed for row in setback_table() if row.quiet >= distance]
    return float(steps[0]) if steps else distance
