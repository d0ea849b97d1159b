"""What can be filled in for a selected thing, and what holds where a field is empty. No Qt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.widgets.names import (
    activity_name,
    activity_names,
    kind_name,
    place_kind_name,
    use_name,
)
from scenarios.landuse.assumptions import assumed
from scenarios.landuse.distances import component_name, distances
from scenarios.landuse.moves import category_of_move
from scenarios.landuse.paving import usual_share
from scenarios.landuse.present import present_in
from scenarios.landuse.relations import kind_name as relation_name
from scenarios.landuse.visible import activities_of, category_of
from scenarios.project.model import Move, Plot, Site
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr

Thing = tuple[str, int]
Selected = Sequence[tuple[str, Any]]
"""Selected rows with their table."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column that can be edited: its label, kind of field, unit, and what holds where it is empty.

    `kind`: "text", "note", "year", "number", "share" (0-1, shown in %), "use", "activity", "activities",
    "category", "setting", "kind", "place", "relation", "admitted" or "component".
    """

    column: str
    label: Callable[[], str]
    kind: str
    unit: str = ""
    empty: Callable[[Snapshot, Any], str] = lambda snapshot, row: ""


def _from_activity(column: str) -> Callable[[Snapshot, Any], str]:
    def said(snapshot: Snapshot, plot: Any) -> str:
        if not isinstance(plot, Plot):
            return ""
        found = distances(snapshot, plot)
        return "–" if column in found.drawn else number(getattr(found, column))

    return said


def _category(snapshot: Snapshot, row: Any) -> str:
    if isinstance(row, Move):
        own = category_of_move(snapshot, row)
        return tr("{category}, of the business", category=own) if own else tr("unknown")
    if not isinstance(row, Plot):
        return tr("unknown")
    own = category_of(row)
    return tr("{category}, by its activity", category=own) if own else tr("none")


def _admitted(snapshot: Snapshot, site: Any) -> str:
    kind = "cluster" if isinstance(site, Site) and site.kind == "cluster" else "hub"
    return tr("{category} (project)", category=snapshot.settings[f"{kind}_max_category"])


def _rest_use(_snapshot: Snapshot, site: Any) -> str:
    return use_name("HMC" if isinstance(site, Site) and site.kind == "cluster" else "BED")


def _setting(snapshot: Snapshot, _row: Any) -> str:
    return tr("{setting} (project)", setting=setting_name(str(snapshot.settings["setback_setting"])))


def _paved(snapshot: Snapshot, plot: Any) -> str:
    if not isinstance(plot, Plot):
        return ""
    found = activities_of(plot)
    return tr("usually {share}", share=number(100 * usual_share(found[0].group if found else "unknown")))


def _of_project(key: str) -> Callable[[Snapshot, Any], str]:
    return lambda snapshot, row: number(assumed(snapshot, key).value, 1)


def setting_name(setting: str) -> str:
    """Surroundings of a plot, in words."""
    return {"quiet": tr("quiet area"), "mixed": tr("mixed area")}.get(setting, setting)


_NAME = Field("name", lambda: tr("Name"), "text")
_NOTE = Field("note", lambda: tr("Note"), "note")
_START = Field("start_year", lambda: tr("Start year"), "year", empty=lambda s, r: str(s.base_year))
_END = Field("end_year", lambda: tr("End year"), "year", empty=lambda s, r: tr("for good"))
_USE = Field("use", lambda: tr("Becomes"), "use")
_ACTIVITY = Field("activity", lambda: tr("Activity"), "activity", empty=lambda s, r: tr("not chosen yet"))
_CATEGORY = Field("category", lambda: tr("Category"), "category", empty=_category)

_SOURCE = Field("source", lambda: tr("Source"), "text")

FIELDS: dict[str, tuple[Field, ...]] = {
    "site": (
        _NAME,
        Field("kind", lambda: tr("Kind"), "kind"),
        Field("rest_use", lambda: tr("Outside plots"), "use", empty=_rest_use),
        Field("max_category", lambda: tr("Admits up to"), "admitted", empty=_admitted),
        _START,
        _END,
        _NOTE,
    ),
    "plot": (
        _ACTIVITY,
        Field("also", lambda: tr("Also"), "activities", empty=lambda s, r: tr("nothing more")),
        _NAME,
        _CATEGORY,
        Field("setting", lambda: tr("Surroundings"), "setting", empty=_setting),
        Field("odour_m", lambda: tr("Odour"), "number", "m", _from_activity("odour")),
        Field("dust_m", lambda: tr("Dust"), "number", "m", _from_activity("dust")),
        Field("noise_m", lambda: tr("Noise"), "number", "m", _from_activity("noise")),
        Field("safety_m", lambda: tr("Safety"), "number", "m", _from_activity("safety")),
        Field("paved_share", lambda: tr("Paved"), "share", "%", _paved),
        Field("storage_m", lambda: tr("Water depth"), "number", "m"),
        _START,
        _END,
        _NOTE,
    ),
    "use_change": (_NAME, _USE, _START, _END, _NOTE),
    "correction": (Field("use", lambda: tr("Present use"), "use"), _NOTE),
    "business": (
        _NAME,
        _ACTIVITY,
        _CATEGORY,
        Field("area_m2", lambda: tr("Area"), "number", "m\u00b2"),
        Field("permit", lambda: tr("Permit"), "text"),
        _NOTE,
        _SOURCE,
    ),
    "relation": (
        Field("kind", lambda: tr("Kind"), "relation"),
        Field("what", lambda: tr("What"), "text"),
        _NOTE,
    ),
    "move": (_NAME, _CATEGORY, _NOTE),
    "contour": (Field("component", lambda: tr("Nuisance"), "component"), _NOTE),
    "note": (
        Field("text", lambda: tr("Text"), "note"),
        Field("photo", lambda: tr("Photograph"), "text", empty=lambda s, r: tr("folder or web address")),
    ),
    "tree_row": (
        _NAME,
        Field("crown_m", lambda: tr("Crown"), "number", "m", _of_project("tree_crown")),
        Field("spacing_m", lambda: tr("Distance"), "number", "m", _of_project("tree_spacing")),
        _START,
        _END,
        _NOTE,
    ),
    "waiting_land": (
        _NAME,
        Field("owner", lambda: tr("Owner"), "text"),
        Field("free_from", lambda: tr("Free from"), "text", empty=lambda s, r: tr("not known")),
        _NOTE,
        _SOURCE,
    ),
    "sensitive_place": (
        _NAME,
        Field("kind", lambda: tr("Kind"), "place"),
        Field("count", lambda: tr("Number"), "number", empty=lambda s, r: tr("pupils, beds or dwellings")),
        _NOTE,
        _SOURCE,
    ),
    "present_use": (Field("use", lambda: tr("Present use"), "use"),),
}
"""The fields of each table in display order; a present polygon has one, which corrects it."""


def fields_of(tables: Iterable[str]) -> tuple[Field, ...]:
    """The fields that rows of all these tables have; names of several tables together are left alone."""
    every = [FIELDS.get(table, ()) for table in dict.fromkeys(tables)]
    if not every:
        return ()
    shared = [f for f in every[0] if all(f in fields for fields in every[1:])]
    return tuple(f for f in shared if len(every) == 1 or f is not _NAME)


def common(rows: Sequence[Any], column: str) -> tuple[Any, bool]:
    """The value that all rows have in a column, and whether they all have the same."""
    values = [getattr(row, column) for row in rows]
    return values[0], all(value == values[0] for value in values)


def read(snapshot: Snapshot, selection: Sequence[Thing]) -> Selected:
    """The selected rows that are there, with their table; present polygons as PresentLand."""
    found: list[tuple[str, Any]] = []
    for table, key in selection:
        row = _present(snapshot, key) if table == "present_use" else snapshot.rows(table).get(key)
        if table == "municipality":
            row = next((m for m in snapshot.region.municipalities if m.key == key), None)
        if row is not None:
            found.append((table, row))
    return found


@dataclass(frozen=True, slots=True)
class PresentLand:
    """A polygon of the imported land use as it is selected: what most of it is now, corrections included."""

    key: int
    use: str
    municipality: str
    shape: Any


def _present(snapshot: Snapshot, key: int) -> PresentLand | None:
    imported = snapshot.region.imported
    at = (imported.keys == key).nonzero()[0]
    if not len(at):
        return None
    i = int(at[0])
    shape = imported.geoms[i]
    under = present_in(snapshot, shape, ("present polygon", key))
    use = int(under.use[under.m2.argmax()]) if len(under.m2) else int(imported.use[i])
    place = snapshot.region.municipalities[int(imported.municipality[i])].code
    return PresentLand(key, USES[use], place, shape)


def said(field: Field, value: Any) -> str:
    """A field's value as text for the label of a step."""
    if value in (None, ""):
        return tr("nothing")
    if field.kind == "share":
        return f"{number(100 * float(value))} %"
    names: dict[str, Callable[[str], str]] = {
        "use": use_name,
        "activity": activity_name,
        "activities": activity_names,
        "setting": setting_name,
        "kind": kind_name,
        "place": place_kind_name,
        "relation": relation_name,
        "component": component_name,
    }
    return names[field.kind](str(value)) if field.kind in names else str(value)
