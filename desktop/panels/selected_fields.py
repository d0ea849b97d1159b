"""What can be said of a selected thing: its fields, what holds where one is empty, and its facts. No Qt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from desktop.widgets.figures import in_hectares
from desktop.widgets.names import activity_name, kind_name, place_name, use_name
from scenarios.landuse.apportion import apportion
from scenarios.landuse.distances import distances
from scenarios.landuse.present import areas_in, present_in
from scenarios.landuse.sites import facts_of
from scenarios.landuse.visible import category_of
from scenarios.project.model import Plot, Site
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr

Thing = tuple[str, int]
Selected = Sequence[tuple[str, Any]]
"""Selected rows with their table."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column that can be edited: its label, kind of field, unit, and what holds where it is empty.

    `kind`: "text", "note", "year", "number", "use", "activity", "category", "setting" or "kind".
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
        return number(getattr(distances(snapshot, plot), column))

    return said


def _category(snapshot: Snapshot, row: Any) -> str:
    if not isinstance(row, Plot):
        return tr("unknown")
    own = category_of(row)
    return tr("{category}, by its activity", category=own) if own else tr("none")


def _rest_use(_snapshot: Snapshot, site: Any) -> str:
    return use_name("HMC" if isinstance(site, Site) and site.kind == "cluster" else "BED")


def _setting(snapshot: Snapshot, _row: Any) -> str:
    return tr("{setting} (project)", setting=setting_name(str(snapshot.settings["setback_setting"])))


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

FIELDS: dict[str, tuple[Field, ...]] = {
    "site": (
        _NAME,
        Field("kind", lambda: tr("Kind"), "kind"),
        Field("rest_use", lambda: tr("Outside plots"), "use", empty=_rest_use),
        _START,
        _END,
        _NOTE,
    ),
    "plot": (
        _ACTIVITY,
        _NAME,
        _CATEGORY,
        Field("setting", lambda: tr("Surroundings"), "setting", empty=_setting),
        Field("odour_m", lambda: tr("Odour"), "number", "m", _from_activity("odour")),
        Field("dust_m", lambda: tr("Dust"), "number", "m", _from_activity("dust")),
        Field("noise_m", lambda: tr("Noise"), "number", "m", _from_activity("noise")),
        Field("safety_m", lambda: tr("Safety"), "number", "m", _from_activity("safety")),
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


# Facts


def heading(snapshot: Snapshot, selected: Selected, table_name: Callable[[str], str]) -> str:
    """What is selected, in a few words."""
    if len(selected) == 1:
        table, row = selected[0]
        if isinstance(row, Site):
            return kind_name(row.kind)
        if isinstance(row, Plot) and row.site in snapshot.sites:
            site = snapshot.sites[row.site]
            return tr("Plot in {site}", site=site.name or kind_name(site.kind))
        return table_name(table)
    tables = dict.fromkeys(table for table, _ in selected)
    if len(tables) == 1:
        return tr("{count} selected: {what}", count=len(selected), what=table_name(next(iter(tables))))
    return tr("{count} things selected", count=len(selected))


def facts(snapshot: Snapshot, selected: Selected) -> tuple[tuple[str, str], ...]:
    """Label and value: gross and net hectares, share per municipality, distances."""
    shapes = [_shape(snapshot, row) for _, row in selected]
    shapes = [shape for shape in shapes if shape is not None and shapely.area(shape) > 0]
    if not shapes:
        return ()
    found: list[tuple[str, str]] = []
    if len(selected) == 1:
        row = selected[0][1]
        if isinstance(row, Site):
            return _site(snapshot, row)
        total, shares = _shares(snapshot, row, shapes[0])
        found += [(tr("Area"), f"{in_hectares(total, 2)} ha"), *_places(snapshot, shares, total)]
        if isinstance(row, Plot):
            reach = distances(snapshot, row).category
            found.append((tr("Setback contour"), tr("{metres} m", metres=number(reach))))
        return tuple(found)
    whole = float(shapely.area(shapely.union_all(shapes)))
    return ((tr("Area together"), f"{in_hectares(whole, 2)} ha"),)


def _site(snapshot: Snapshot, site: Site) -> tuple[tuple[str, str], ...]:
    about = facts_of(snapshot, site)
    net = f"{in_hectares(about.net_m2, 2)} ha ({number(about.net_share * 100)} %)"
    outside = (
        [(tr("Outside the region"), f"{in_hectares(about.outside_m2, 2)} ha")] if about.outside_m2 else []
    )
    return (
        (tr("Gross"), f"{in_hectares(about.area_m2, 2)} ha"),
        (tr("Net, can be issued"), net),
        *_places(snapshot, about.municipalities, about.area_m2),
        *outside,
    )


def _places(snapshot: Snapshot, shares: dict[str, int], total: float) -> list[tuple[str, str]]:
    def share(m2: int) -> str:
        return f"{in_hectares(m2, 2)} ha ({number(100 * m2 / total)} %)" if len(shares) > 1 else ""

    order = sorted(shares, key=lambda code: -shares[code])
    return [
        (place_name(snapshot, code), share(shares[code]))
        if len(shares) > 1
        else (tr("Municipality"), place_name(snapshot, code))
        for code in order
    ]


def _shape(snapshot: Snapshot, row: Any) -> Any:
    if isinstance(row, PresentLand):
        return row.shape
    return snapshot.geometry(row) if hasattr(row, "geom") else None


def _shares(snapshot: Snapshot, row: Any, shape: Any) -> tuple[int, dict[str, int]]:
    token = row.geom if hasattr(row, "geom") else ("present polygon", row.key)
    areas, outside = areas_in(snapshot, shape, token)
    total = round(float(shapely.area(shape)))
    whole = apportion([*areas.tolist(), outside], total)
    codes = [m.code for m in snapshot.region.municipalities]
    return total, {code: m2 for code, m2 in zip(codes, whole, strict=False) if m2}


def said(field: Field, value: Any) -> str:
    """A field's value as text for the label of a step."""
    if value in (None, ""):
        return tr("nothing")
    names: dict[str, Callable[[str], str]] = {
        "use": use_name, "activity": activity_name, "setting": setting_name, "kind": kind_name
    }  # fmt: skip
    return names[field.kind](str(value)) if field.kind in names else str(value)
