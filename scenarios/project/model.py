"""The whole subject on one page: the row types, one per table, and what their columns mean.

Rows are immutable. `key` is a random 62-bit integer (the GeoPackage feature id); `origin` is the key of the
row this one was first copied from, or its own, and is what comparison joins on. `geom` is WKB in
EPSG:28992. `start_year` None means the base year, `end_year` None means for good; active: start <= year <
end. Keys that point at another row: `variant` and `parent` (0 is the present), `site`.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

PRESENT = 0
"""The key that stands for the present wherever a variant is asked: it has no row of its own."""


def new_key() -> int:
    """A random key, never zero, that fits a GeoPackage feature id and never collides between files."""
    return secrets.randbits(62) | 1


def free_year(text: str) -> int | None:
    """The year of a date on which land comes free, an ISO date or a year; None where it is neither."""
    try:
        return int(text) if re.fullmatch(r"[12]\d{3}", text) else date.fromisoformat(text).year
    except ValueError:
        return None


def setting_key(name: str) -> int:
    """The key of a setting's row, the same for a name in every file, so that two files agree on the row."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8")).digest()[:8], "big") >> 2 | 1


@dataclass(frozen=True, slots=True)
class Variant:
    """One answer to the question, copied from another variant or from the present (parent 0)."""

    key: int
    name: str
    parent: int = PRESENT
    position: int = 0
    note: str = ""
    fictitious: int = 0


@dataclass(frozen=True, slots=True)
class Site:
    """A drawn cluster or hub; `rest_use`: the use of its land outside plots (None: HMC cluster, BED hub).

    `max_category`: the heaviest category it admits, None for the project's own limit for its kind.
    """

    key: int
    origin: int
    variant: int
    geom: bytes
    kind: str
    name: str = ""
    rest_use: str | None = None
    start_year: int | None = None
    end_year: int | None = None
    rank: int = 0
    note: str = ""
    fictitious: int = 0
    max_category: str | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """A part of a site with an activity (code in activities.csv); other columns override the activity's own.

    `also`: codes of further activities on the same plot, with commas between. `category` text such as "4.2";
    distances in m; `capacity_t` in t/year; `setting` "quiet", "mixed" or None (the project's).
    `paved_share` 0-1; `storage_m`: usable depth of water storage, m.
    """

    key: int
    origin: int
    variant: int
    geom: bytes
    site: int
    name: str = ""
    activity: str | None = None
    category: str | None = None
    odour_m: float | None = None
    dust_m: float | None = None
    noise_m: float | None = None
    safety_m: float | None = None
    capacity_t: float | None = None
    jobs: float | None = None
    setting: str | None = None
    start_year: int | None = None
    end_year: int | None = None
    rank: int = 0
    note: str = ""
    also: str = ""
    paved_share: float | None = None
    storage_m: float | None = None


@dataclass(frozen=True, slots=True)
class UseChange:
    """A drawn area that gets another use (code in land_uses.csv)."""

    key: int
    origin: int
    variant: int
    geom: bytes
    use: str
    name: str = ""
    start_year: int | None = None
    end_year: int | None = None
    rank: int = 0
    note: str = ""
    fictitious: int = 0


@dataclass(frozen=True, slots=True)
class Contour:
    """A free contour of one component of a plot, drawn by hand: it takes the place of the plot's distance.

    `component`: "odour", "dust", "noise" or "safety".
    """

    key: int
    origin: int
    variant: int
    geom: bytes
    plot: int
    component: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A line of trees: `crown_m` across, `spacing_m` from trunk to trunk; it gives shade, not another use."""

    key: int
    origin: int
    variant: int
    geom: bytes
    name: str = ""
    crown_m: float | None = None
    spacing_m: float | None = None
    start_year: int | None = None
    end_year: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the map, a point or a line: `kind` "text", "arrow" or "photo".

    `photo` says where a photograph is; it is shown as text and never opened by itself.
    """

    key: int
    origin: int
    variant: int
    geom: bytes
    kind: str = "text"
    text: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """What goes from one plot to another: `kind` "material", "energy" or "services", `what` in words."""

    key: int
    origin: int
    variant: int
    from_plot: int
    to_plot: int
    kind: str = "material"
    what: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """Who takes part in a site: `kind` "private" or "public"."""

    key: int
    origin: int
    variant: int
    site: int
    name: str = ""
    kind: str = "private"
    role: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """An area whose present use is not what the imported file says; holds in every variant."""

    key: int
    geom: bytes
    use: str
    note: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Business:
    """A present business, point or polygon, with category, area (m2) and permit; holds in every variant."""

    key: int
    geom: bytes
    name: str = ""
    category: str | None = None
    activity: str | None = None
    area_m2: float | None = None
    permit: str = ""
    note: str = ""
    source: str = ""
    fictitious: int = 0


@dataclass(frozen=True, slots=True)
class WaitingLand:
    """Land that comes free for something else: `free_from` an ISO date or a year as text, empty: not known.

    Holds in every variant.
    """

    key: int
    geom: bytes
    name: str = ""
    owner: str = ""
    free_from: str = ""
    note: str = ""
    source: str = ""
    fictitious: int = 0


@dataclass(frozen=True, slots=True)
class SensitivePlace:
    """A place that suffers from nuisance, point or polygon, in every variant.

    `kind`: "school", "care", "recreation" (with overnight stay) or "dwellings"; `count`: pupils, beds or
    dwellings.
    """

    key: int
    geom: bytes
    kind: str
    name: str = ""
    count: float | None = None
    note: str = ""
    source: str = ""
    fictitious: int = 0


@dataclass(frozen=True, slots=True)
class Conversion:
    """Planned land: in one municipality `m2` square metres go from one use to another by the target year.

    The programme is the present plus its conversions, so every row sums to zero by itself. `cause`: "slider",
    "typed", "imported" or "proposal". `m2` is a whole number above zero.
    """

    key: int
    origin: int
    variant: int
    municipality: str
    from_use: str
    to_use: str
    m2: int
    cause: str = "slider"


@dataclass(frozen=True, slots=True)
class Lock:
    """What sliders may not change: a cell, all cells of a row or column, or a use's sum over the region.

    `scope`: "cell", "row" (`use` empty), "column" or "total" (`municipality` empty).
    """

    key: int
    origin: int
    variant: int
    municipality: str
    use: str
    scope: str = "cell"


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of a use a municipality keeps or admits in the programme, and why.

    `kind`: "at_least", "at_most" or "fixed"; `m2` None: what there is at present; `municipality` empty: each
    of them.
    """

    key: int
    origin: int
    variant: int
    municipality: str
    use: str
    kind: str
    m2: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A business that leaves an area and lands on a plot: one object with two ends.

    `geom` is the area that is left and `freed_use` what it becomes (empty: not known); `business` the row it
    is about or None; `plot` where it lands, None while that is not known; `after` the move that has to come
    first, because it makes the room. `change` is the land-use change drawn for the freed area, or None.
    `leaves`: the first year without it at the old place, `lands`: the first year at the new one. `aside`: the
    move is set aside, so that what is drawn for it does not count.
    """

    key: int
    origin: int
    variant: int
    geom: bytes
    name: str = ""
    business: int | None = None
    category: str | None = None
    freed_use: str = ""
    plot: int | None = None
    change: int | None = None
    after: int | None = None
    leaves: int | None = None
    lands: int | None = None
    note: str = ""
    fictitious: int = 0
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one party grants another: `amount` in `unit` "ha", "t" or "euro" (t and euro per year or once, as
    the note says)."""

    key: int
    origin: int
    variant: int
    giver: str
    taker: str
    unit: str
    amount: float
    what: str = ""
    year: int | None = None
    note: str = ""
    fictitious: int = 0


@dataclass(frozen=True, slots=True)
class ItemOwner:
    """Who carries or collects an item of burden and benefit, by the key of its indicator."""

    key: int
    origin: int
    variant: int
    item: str
    municipality: str = ""
    owner: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Urgency:
    """How pressing the question is for a municipality: `level` 1 (low) to 3 (high), and by which date."""

    key: int
    municipality: str
    level: int = 1
    by: str = ""
    note: str = ""
    fictitious: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """A layout of this project's own: `recipe` is JSON text that says which plots and how they lie.

    `kind`: "cluster" or "hub".
    """

    key: int
    name: str
    kind: str
    recipe: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """An assumption of this project: `name` from settings.toml, `value` JSON text; absent: the default."""

    key: int
    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of the region: a part of the partition. Facts are what its own source says, or None."""

    key: int
    geom: bytes
    code: str
    name: str
    land_ha: float | None = None
    water_ha: float | None = None
    inhabitants: float | None = None
    dwellings: float | None = None
    facts_year: int | None = None
    facts_source: str = ""


@dataclass(frozen=True, slots=True)
class PresentUse:
    """A polygon of the present land use, inside one municipality, disjoint from all others."""

    key: int
    geom: bytes
    municipality: str
    use: str
    source_class: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A backdrop line, polygon or point: drawn and snapped to, never counted."""

    key: int
    geom: bytes
    kind: str = ""
    name: str = ""
    source: str = ""


Row: TypeAlias = (
    Variant
    | Site
    | Plot
    | UseChange
    | Contour
    | TreeRow
    | Note
    | Relation
    | Member
    | Correction
    | Business
    | WaitingLand
    | SensitivePlace
    | Conversion
    | Lock
    | Limit
    | Move
    | Agreement
    | ItemOwner
    | Urgency
    | Template
    | Setting
)

JOURNALED: dict[str, type[Any]] = {
    "variant": Variant,
    "site": Site,
    "plot": Plot,
    "use_change": UseChange,
    "contour": Contour,
    "tree_row": TreeRow,
    "note": Note,
    "relation": Relation,
    "member": Member,
    "correction": Correction,
    "business": Business,
    "waiting_land": WaitingLand,
    "sensitive_place": SensitivePlace,
    "conversion": Conversion,
    "programme_lock": Lock,
    "land_limit": Limit,
    "move": Move,
    "agreement": Agreement,
    "item_owner": ItemOwner,
    "urgency": Urgency,
    "template": Template,
    "setting": Setting,
}
"""Tables whose rows are edited, by name: what a user does ends up here, journaled."""

REGION: dict[str, type[Any]] = {
    "municipality": Municipality,
    "present_use": PresentUse,
    "reference": Reference,
}
"""Shared reference data: replaced as a whole, never journaled."""

PER_VARIANT = (
    "site",
    "plot",
    "use_change",
    "contour",
    "tree_row",
    "note",
    "relation",
    "member",
    "conversion",
    "programme_lock",
    "land_limit",
    "move",
    "agreement",
    "item_owner",
)
"""Tables whose rows belong to one variant and are copied with it; a row stands after those it points at."""

POINTERS: dict[str, dict[str, str]] = {
    "plot": {"site": "site"},
    "contour": {"plot": "plot"},
    "relation": {"from_plot": "plot", "to_plot": "plot"},
    "member": {"site": "site"},
    "move": {"plot": "plot", "change": "use_change", "after": "move"},
}
"""The columns by which rows of a table point at rows of another of the same variant, and which table.

None in such a column points at nothing.
"""

DRAWN = ("site", "plot", "use_change")
"""Tables whose rows give land another use, from the ground up."""

GEOMETRY: dict[str, str] = {
    "site": "POLYGON",
    "plot": "POLYGON",
    "use_change": "MULTIPOLYGON",
    "contour": "POLYGON",
    "tree_row": "LINESTRING",
    "note": "GEOMETRY",
    "move": "MULTIPOLYGON",
    "correction": "MULTIPOLYGON",
    "business": "GEOMETRY",
    "waiting_land": "MULTIPOLYGON",
    "sensitive_place": "GEOMETRY",
    "municipality": "MULTIPOLYGON",
    "present_use": "MULTIPOLYGON",
    "reference": "GEOMETRY",
}
"""The declared geometry type of each table that has a `geom` column."""


KINDS: dict[str, tuple[str, ...]] = {
    "site": ("cluster", "hub"),
    "template": ("cluster", "hub"),
    "note": ("text", "arrow", "photo"),
    "relation": ("material", "energy", "services"),
    "member": ("private", "public"),
    "sensitive_place": ("school", "care", "recreation", "dwellings"),
    "land_limit": ("at_least", "at_most", "fixed"),
}
"""What the column `kind` may say, by table."""

COMPONENTS = ("odour", "dust", "noise", "safety")
"""The components of nuisance that a contour may be of."""


def table_of(row: Any) -> str:
    """The name of the table a row belongs to."""
    return _TABLE_OF[type(row)]


_TABLE_OF = {kind: name for name, kind in (JOURNALED | REGION).items()}
