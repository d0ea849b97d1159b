"""An immutable view of one variant in one year: what every calculation takes.

It holds rows, not the database, so it can go to a thread. A preview is a snapshot with changes applied
(`with_changes`). `memo` is a store of derived values shared by all snapshots of one region; entries are
keyed by what they were derived from, so they never go stale; `remember` keeps it bounded.
"""

import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

import shapely

from scenarios import resource
from scenarios.project.change import Change, applied
from scenarios.project.model import (
    DRAWN,
    JOURNALED,
    PER_VARIANT,
    PRESENT,
    Agreement,
    Business,
    Contour,
    Conversion,
    Correction,
    ItemOwner,
    Limit,
    Lock,
    Member,
    Move,
    Note,
    Plot,
    Relation,
    SensitivePlace,
    Setting,
    Site,
    Template,
    TreeRow,
    Urgency,
    UseChange,
    Variant,
    WaitingLand,
)
from scenarios.project.region import Region

Tables = Mapping[str, Mapping[int, Any]]
T = TypeVar("T")
Thing = Site | Plot | UseChange

_MEMO_LIMIT = 50_000


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One variant (`PRESENT` for the present) in one year; `tables` holds its rows by table and key."""

    region: Region
    tables: Tables
    variant: int
    year: int
    memo: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    _own: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def rows(self, table: str) -> Mapping[int, Any]:
        """All rows of a table that hold in this variant, active or not, by key."""
        return self.tables.get(table, {})

    @property
    def name(self) -> str:
        """The variant's name; `present` for the present."""
        return self.rows("variant")[self.variant].name if self.variant != PRESENT else "present"

    @property
    def variants(self) -> Mapping[int, Variant]:
        return self.rows("variant")

    @property
    def sites(self) -> Mapping[int, Site]:
        return self.rows("site")

    @property
    def plots(self) -> Mapping[int, Plot]:
        return self.rows("plot")

    @property
    def use_changes(self) -> Mapping[int, UseChange]:
        return self.rows("use_change")

    @property
    def contours(self) -> Mapping[int, Contour]:
        return self.rows("contour")

    @property
    def tree_rows(self) -> Mapping[int, TreeRow]:
        return self.rows("tree_row")

    @property
    def notes(self) -> Mapping[int, Note]:
        return self.rows("note")

    @property
    def relations(self) -> Mapping[int, Relation]:
        return self.rows("relation")

    @property
    def members(self) -> Mapping[int, Member]:
        return self.rows("member")

    @property
    def waiting_lands(self) -> Mapping[int, WaitingLand]:
        return self.rows("waiting_land")

    @property
    def sensitive_places(self) -> Mapping[int, SensitivePlace]:
        return self.rows("sensitive_place")

    @property
    def templates(self) -> Mapping[int, Template]:
        return self.rows("template")

    @property
    def corrections(self) -> Mapping[int, Correction]:
        return self.rows("correction")

    @property
    def businesses(self) -> Mapping[int, Business]:
        return self.rows("business")

    @property
    def conversions(self) -> Mapping[int, Conversion]:
        return self.rows("conversion")

    @property
    def limits(self) -> Mapping[int, Limit]:
        return self.rows("land_limit")

    @property
    def moves(self) -> Mapping[int, Move]:
        return self.rows("move")

    @property
    def agreements(self) -> Mapping[int, Agreement]:
        return self.rows("agreement")

    @property
    def item_owners(self) -> Mapping[int, ItemOwner]:
        return self.rows("item_owner")

    @property
    def urgencies(self) -> Mapping[int, Urgency]:
        return self.rows("urgency")

    @property
    def locks(self) -> Mapping[int, Lock]:
        return self.rows("programme_lock")

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """Every assumption by name: the project's own value where it has one, else the default."""
        return settings(self.rows("setting").values())

    @property
    def base_year(self) -> int:
        return int(self.settings["base_year"])

    @property
    def target_year(self) -> int:
        return int(self.settings["target_year"])

    def active(self, row: Thing | TreeRow) -> bool:
        """Whether a drawn thing is there in this snapshot's year: start <= year < end.

        What is drawn for moves that are all set aside is not.
        """
        if row.key in self.set_aside:
            return False
        start = self.base_year if row.start_year is None else row.start_year
        return start <= self.year and (row.end_year is None or self.year < row.end_year)

    @cached_property
    def set_aside(self) -> frozenset[int]:
        """The land-use changes that are drawn for moves of which none counts."""
        found: dict[bool, set[int]] = {False: set(), True: set()}
        for move in self.moves.values():
            if move.change is not None:
                found[bool(move.aside)].add(move.change)
        return frozenset(found[True] - found[False])

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """The active drawn things from the ground up: by rank, ties by key, plots above their own site."""
        found = [row for table in DRAWN for row in self.rows(table).values() if self.active(row)]
        sites = self.sites

        def height(row: Thing) -> tuple[int, int, int, int]:
            site = sites.get(row.site) if isinstance(row, Plot) else None
            if site is not None:
                return (max(row.rank, site.rank), 1, row.rank, row.key)
            return (row.rank, 0, row.rank, row.key)

        return tuple(sorted(found, key=height))

    def plots_of(self, site: int) -> tuple[Plot, ...]:
        """The plots of a site, active or not, in order of key."""
        return self._plots_by_site.get(site, ())

    @cached_property
    def _plots_by_site(self) -> Mapping[int, tuple[Plot, ...]]:
        grouped: dict[int, list[Plot]] = {}
        for plot in sorted(self.plots.values(), key=lambda p: p.key):
            grouped.setdefault(plot.site, []).append(plot)
        return {site: tuple(plots) for site, plots in grouped.items()}

    def contours_of(self, plot: int) -> tuple[Contour, ...]:
        """The free contours of a plot, in order of key."""
        return self._contours_by_plot.get(plot, ())

    @cached_property
    def _contours_by_plot(self) -> Mapping[int, tuple[Contour, ...]]:
        grouped: dict[int, list[Contour]] = {}
        for row in sorted(self.contours.values(), key=lambda c: c.key):
            grouped.setdefault(row.plot, []).append(row)
        return {plot: tuple(rows) for plot, rows in grouped.items()}

    def geometry(self, row: Any) -> Any:
        """A row's shapely geometry; never prepare it: other threads ask it too (see geometry.prepared)."""
        return self.remember(("geometry", row.geom), lambda: shapely.from_wkb(row.geom))

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """The derived value under a key, made now if it is not there yet; the key names all it depends on."""
        found = self.memo.get(key, _ABSENT)
        if found is _ABSENT:
            if len(self.memo) > _MEMO_LIMIT:
                self.memo.clear()
            found = self.memo[key] = make()
        return found

    def once(self, name: str, make: Callable[[], T]) -> T:
        """A value of this very snapshot, made at the first question; no key has to name its sources."""
        found = self._own.get(name, _ABSENT)
        if found is _ABSENT:
            found = self._own[name] = make()
        return found

    def with_changes(self, changes: Iterable[Change]) -> "Snapshot":
        """This snapshot after changes that are not committed: rows of other variants are left out."""
        tables = {name: dict(rows) for name, rows in self.tables.items()}
        for change in changes:
            rows = tables.setdefault(change.table, {})
            after = applied(change, rows.get(change.key))
            if after is None:
                rows.pop(change.key, None)
            elif change.table not in PER_VARIANT or after.variant == self.variant:
                rows[change.key] = after
        return replace(self, tables=frozen(tables))


_ABSENT = object()


def frozen(tables: Mapping[str, dict[int, Any]]) -> Tables:
    """Tables that cannot be changed through this view."""
    return MappingProxyType({name: MappingProxyType(rows) for name, rows in tables.items()})


def view(region: Region, tables: Tables, variant: int, year: int, memo: dict[Hashable, Any]) -> Snapshot:
    """A snapshot of all rows that hold in a variant, out of the tables of a whole project."""
    own = {
        name: {
            k: row
            for k, row in tables.get(name, {}).items()
            if name not in PER_VARIANT or row.variant == variant
        }
        for name in JOURNALED
    }
    return Snapshot(region, frozen(own), variant, year, memo)


def settings(rows: Iterable[Setting]) -> dict[str, Any]:
    """Every assumption of settings.toml by name, with the project's own values in place of the defaults."""
    values = {name: entry["value"] for name, entry in resource.toml("settings.toml").items()}
    for row in rows:
        if row.name in values:
            values[row.name] = json.loads(row.value)
    return values
