"""How far a plot's nuisance reaches, by the guide distances of VNG "Bedrijven en milieuzonering" (2009).

The rule, in order:

1. Each of the four components (odour, dust, noise, safety) has the distance typed for the plot, else its
   activity's.
2. In mixed surroundings an activity's odour, dust and noise come one step closer; its safety distance never
   does. A typed distance holds as it was typed: it comes from a permit or a study, not from the list.
3. A plot with a typed distance reaches as far as the largest of its four components.
4. Any other plot reaches as far as its category says (its own, else its activity's), in mixed surroundings
   one step closer, but never closer than its safety distance.
"""

from dataclasses import dataclass

from scenarios.landuse.catalogue import COMPONENTS, activities, setback, setback_table
from scenarios.landuse.visible import category_of
from scenarios.project.model import Plot
from scenarios.project.snapshot import Snapshot

MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Distances:
    """A plot's distances in force, m; `category` is the one its contour is drawn at."""

    odour: float
    dust: float
    noise: float
    safety: float
    category: float


def distances(snapshot: Snapshot, plot: Plot) -> Distances:
    """The distances of a plot in force, m; zero where neither the plot nor its activity has one."""
    activity = activities().get(plot.activity or "")
    mixed = (plot.setting or snapshot.settings["setback_setting"]) == MIXED
    typed = {name: getattr(plot, f"{name}_m") for name in COMPONENTS}
    listed = {name: float(getattr(activity, name)) if activity else 0.0 for name in COMPONENTS}
    if mixed:
        listed = {name: m if name == "safety" else one_step_closer(m) for name, m in listed.items()}
    reach = {name: listed[name] if typed[name] is None else float(typed[name]) for name in COMPONENTS}
    if any(value is not None for value in typed.values()):
        return Distances(**reach, category=max(reach.values()))
    row = setback(category_of(plot))
    if row is None:
        return Distances(**reach, category=0.0)
    return Distances(**reach, category=max(float(row.mixed), reach["safety"]) if mixed else float(row.quiet))


def one_step_closer(distance: float) -> float:
    """A guide distance in mixed surroundings: the next smaller step of the list; zero stays zero."""
    if distance <= 0:
        return 0.0
    steps = [row.mixed for row in setback_table() if row.quiet >= distance]
    return float(steps[0]) if steps else distance
