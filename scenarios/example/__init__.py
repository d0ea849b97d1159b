"""The built-in example: a schematic region with true areas and fictitious plans, made by the program itself.

It needs no network and no data of others, and is the same each time it is made. What is true in it and what
is made up stands in `about_example`, which is kept in the project.
"""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import shapely

from scenarios import resource
from scenarios.example.about import about_example
from scenarios.example.cells import Cells, make_cells
from scenarios.example.facts import SOURCE, facts, true_pairs
from scenarios.example.keys import key_of
from scenarios.example.land import Patch, make_land, roads
from scenarios.example.layouts import Ground, present_rows, variant_rows
from scenarios.example.waters import Waters, make_waters
from scenarios.geometry.shape import to_wkb
from scenarios.progress import Job, Progress
from scenarios.project.change import insert
from scenarios.project.document import create_document, open_document
from scenarios.project.journal import CREATED
from scenarios.project.model import Municipality, PresentUse, Reference
from scenarios.wording import tr

__all__ = ["about_example", "make_example"]

_STEPS = 18


def make_example(path: Path | str) -> Job[None]:
    """Make the example in a new file; raises Refused where that cannot be written or is there already."""
    path = Path(path)
    frame = resource.toml("region", "frame.toml")
    yield Progress(0, _STEPS, tr("Drawing the municipalities"))
    cells = make_cells(frame)
    yield Progress(1, _STEPS, tr("Drawing sea, rivers and lakes"))
    waters = make_waters(frame, cells)
    patches: list[Patch] = []
    for done, part in enumerate(make_land(frame, cells, waters), start=2):
        patches += part
        yield Progress(done, _STEPS, tr("Dividing the land"))
    yield Progress(16, _STEPS, tr("Writing the project"))
    create_document(
        path,
        settings={"example": "schematic", "project_name": tr("Example: fourteen municipalities, schematic")},
        municipalities=_municipalities(cells),
        present=_present(patches),
        reference=_backdrop(frame, cells, waters),
        about="\n\n".join(about_example(neighbours_kept(cells))),
    )
    yield Progress(17, _STEPS, tr("Drawing the plans"))
    layouts = resource.toml("region", "layouts.toml")
    ground = Ground(frame, patches)
    with open_document(path) as document:
        present = map(insert, present_rows(layouts, ground))
        document.edit(tr("Example: what is there today"), present, kind=CREATED)
        for variant, rows in variant_rows(layouts, ground):
            label = tr("Example: {name}", name=variant.name)
            document.edit(label, map(insert, rows), variant=variant.key, kind=CREATED)
    yield Progress(_STEPS, _STEPS, tr("The example is ready"))


def neighbours_kept(cells: Cells) -> int:
    """How many pairs of true neighbours share a border of more than 60 m in the schematic region."""
    return sum(
        pair in true_pairs()
        and shapely.intersection(cells.polygons[pair[0]], cells.polygons[pair[1]]).length > 60
        for pair in combinations(sorted(cells.polygons), 2)
    )


def _municipalities(cells: Cells) -> Iterable[Municipality]:
    for code, fact in facts().items():
        yield Municipality(
            key_of("municipality", code),
            to_wkb(cells.polygons[code]),
            code,
            fact.name,
            fact.land_ha,
            fact.water_ha,
            fact.inhabitants,
            fact.dwellings,
            2024,
            SOURCE,
        )


def _present(patches: Iterable[Patch]) -> Iterable[PresentUse]:
    source = tr("schematic; areas of {source}", source=SOURCE)
    for at, patch in enumerate(patches):
        yield PresentUse(
            key_of("present", at), to_wkb(patch.shape), patch.municipality, patch.use, "", source
        )


def _backdrop(frame: dict, cells: Cells, waters: Waters) -> Iterable[Reference]:
    """Rivers, canals and main roads as lines inside the region."""
    region = shapely.union_all(list(cells.polygons.values()))
    kinds = (
        ("river", tr("river, schematic"), waters.rivers),
        ("canal", tr("canal, schematic"), waters.canals),
        ("motorway", tr("main road, schematic"), roads(frame)),
    )
    for kind, name, lines in kinds:
        for at, line in enumerate(lines):
            for part, shape in enumerate(shapely.get_parts(shapely.intersection(line, region))):
                yield Reference(key_of(kind, at, part), to_wkb(shape), kind, name, tr("schematic"))
