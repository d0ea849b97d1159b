"""From the classes of a land-use file to the 12 land uses: ready maps under resources/classes, or a user's
own CSV.

A map is a list of rows: in which layers and fields (names with `*`, alternatives divided by `|`; empty is
any) a value means which use, and in which order classes win where polygons of one source overlap. The first
field of the map that knows a feature's value decides. A row without a use leaves the class out on purpose.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scenarios import resource
from scenarios.errors import Refused
from scenarios.formats import delimited
from scenarios.formats.features import Field, LayerInfo, text
from scenarios.project.region import USE_INDEX
from scenarios.wording import tr

READY = ("bbg", "nbbg", "bgt", "osm")
"""The ready maps, in the order in which they are tried."""

ANY = "*"
LEFT_OUT = ""

_MOST_ORDER = 1_000_000
_OWN_ORDER = 50
Column = Sequence[object] | NDArray[np.object_]
"""One value per feature."""

_NONE: Mapping[str, tuple[str, ...]] = {}

_SKIPPED = {
    "bgt": {
        "level": ("relatievehoogteligging", "relatieve_hoogteligging", "relatievehoogte"),
        "ended": (
            "eindregistratie",
            "eind_registratie",
            "terminationdate",
            "termination_date",
            "objecteindtijd",
            "object_eind_tijd",
        ),
    }
}
"""Fields that take features of a ready map out of the present: not at ground level, or ended."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class: `use` a code of land_uses.csv, or empty to leave it out; a lower `order` wins."""

    layers: str
    fields: str
    value: str
    use: str
    order: int
    note: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class ClassMap:
    """The rows of a map; `name` is a ready map's key or the user's file name."""

    name: str
    rows: tuple[ClassRow, ...]

    def for_layer(self, layer: str) -> tuple[ClassRow, ...]:
        """The rows that apply to a layer."""
        return tuple(row for row in self.rows if matches(layer, row.layers))


@dataclass(frozen=True, eq=False)
class Classified:
    """Per feature: `use` a code, "" (left out on purpose) or None (not in the map); its order; its class as
    text."""

    use: NDArray[np.object_]
    order: NDArray[np.int64]
    value: NDArray[np.object_]


def ready(key: str) -> ClassMap:
    """A ready map by its key."""
    return _ready(key)


@cache
def _ready(key: str) -> ClassMap:
    rows = resource.table("classes", f"{key}.csv")
    return ClassMap(
        key,
        tuple(
            ClassRow(
                r["source_layer"],
                r["field"],
                r["value"],
                r["use"],
                int(r["order"]),
                r["note"],
                r["certainty"],
            )
            for r in rows
        ),
    )


def own(path: Path) -> ClassMap:
    """A user's map: a CSV with columns value, use and, if wanted, order (and source_layer, field).

    `use` is a code or a name of the 12 land uses, or empty to leave the class out. Raises Refused naming the
    row.
    """
    if not path.is_file():
        raise Refused(tr("There is no file or folder “{path}”: check the name.", path=str(path)))
    header, table = delimited.rows(path)
    names = [name.strip().casefold() for name in header]
    for needed in ("value", "use"):
        if needed not in names:
            raise Refused(
                tr(
                    "{file} has no column “{field}”: a class map has columns value, use, order.",
                    file=path.name,
                    field=needed,
                )
            )
    rows = [
        _own_row(path, number, dict(zip(names, row, strict=True)))
        for number, row in enumerate(table, start=2)
    ]
    if not rows:
        raise Refused(tr("{file} is empty.", file=path.name))
    seen: dict[tuple[str, str, str], int] = {}
    for number, row in enumerate(rows, start=2):
        place = (row.layers, row.fields, normal(row.value))
        if place in seen and rows[seen[place] - 2].use != row.use:
            raise Refused(
                tr(
                    "{file}, row {row}: “{value}” stands in row {other} too, with another land use.",
                    file=path.name,
                    row=number,
                    value=row.value,
                    other=seen[place],
                )
            )
        seen.setdefault(place, number)
    return ClassMap(path.name, tuple(rows))


def _own_row(path: Path, number: int, row: Mapping[str, str]) -> ClassRow:
    value, said = row["value"].strip(), row["use"].strip()
    if not value:
        raise Refused(tr("{file}, row {row}: the value is empty.", file=path.name, row=number))
    use = use_code(said)
    if use is None:
        raise Refused(
            tr(
                "{file}, row {row}: “{use}” is no land use. Use one of {uses}.",
                file=path.name,
                row=number,
                use=said,
                uses=", ".join(USE_INDEX),
            )
        )
    given = row.get("order", "").strip()
    if not re.fullmatch(r"\d{0,6}", given):
        raise Refused(
            tr(
                "{file}, row {row}: the order “{order}” is no whole number.",
                file=path.name,
                row=number,
                order=given,
            )
        )
    return ClassRow(
        row.get("source_layer", "").strip(), row.get("field", "").strip(), value, use, int(given or 0)
    )


def use_code(said: str) -> str | None:
    """The code that a code or a Dutch or English name of a land use stands for; "" for none; None if
    unknown."""
    plain = said.strip()
    if plain in ("", "-"):
        return LEFT_OUT
    if plain.upper() in USE_INDEX:
        return plain.upper()
    for row in resource.table("land_uses.csv"):
        if plain.casefold() in (row["name_nl"].casefold(), row["name_en"].casefold()):
            return row["code"]
    return None


def mapped(name: str, uses: Mapping[str, str], field: str = "") -> ClassMap:
    """A map from values to use codes, as a dialog makes it; earlier values win over later ones."""
    return ClassMap(
        name, tuple(ClassRow("", field, value, use, i) for i, (value, use) in enumerate(uses.items()))
    )


HAND = "hand"
"""The name of the map that a dialog begins with where a field was picked by hand."""

CHANGED = "+"
"""The sign behind the name of a map that was changed by hand."""


def guessing() -> ClassMap:
    """A map of everything that is known, wherever it stands: codes and names of uses, then all ready maps."""
    rows = [
        ClassRow("", "", said, row["code"], _OWN_ORDER)
        for row in resource.table("land_uses.csv")
        for said in (row["code"], row["name_nl"], row["name_en"])
    ]
    rows += [
        ClassRow("", "", row.value, row.use, row.order, row.note, row.certainty)
        for key in READY
        for row in ready(key).rows
        if row.value != ANY
    ]
    return ClassMap(HAND, tuple(rows))


def amended(classes: ClassMap, changes: Mapping[tuple[str, str], str]) -> ClassMap:
    """A map with other uses for some classes, by (layer, value); their order stays where they had one."""
    if not changes:
        return classes
    rows = []
    for (layer, value), use in changes.items():
        known = _lookup(classes, layer, "").get(normal(value))
        rows.append(ClassRow(_literal(layer), "", value, use, known.order if known else _OWN_ORDER))
    return ClassMap(classes.name.removesuffix(CHANGED) + CHANGED, (*rows, *classes.rows))


def _literal(name: str) -> str:
    """A pattern that fits one name only; signs with a meaning of their own stand for any sign."""
    return re.sub(r"[\[\]*?|]", "?", name)


def normal(value: object) -> str:
    """A value as it is compared: text without case, spare spaces or a fraction of nothing."""
    plain = re.sub(r"\s+", " ", text(value)).strip().casefold()
    return re.sub(r"^(\d+)\.0+$", r"\1", plain)


def matches(name: str, patterns: str) -> bool:
    """Whether a name fits one of the patterns divided by `|`; no pattern fits any name."""
    return not patterns or any(fnmatchcase(name.casefold(), p.casefold()) for p in patterns.split("|"))


def fields_for(classes: ClassMap, info: LayerInfo, chosen: str = "") -> tuple[str, ...]:
    """The fields of a layer that the map reads, in its order of preference; with a `chosen` field that one
    alone.

    Where no field goes by a name of the map, those whose values it knows.
    """
    if chosen:
        return (chosen,)
    found: dict[str, None] = {}
    for patterns in dict.fromkeys(row.fields for row in classes.for_layer(info.name) if row.value != ANY):
        for pattern in patterns.split("|") if patterns else ():
            found.update(dict.fromkeys(f.name for f in info.fields if matches(f.name, pattern)))
    shares = {f.name: _share(classes, info.name, f) for f in info.fields}
    if not any(shares.get(name) for name in found):
        by_value = [name for name, share in shares.items() if share and name not in found]
        found.update(dict.fromkeys(sorted(by_value, key=lambda name: -shares[name])))
    return tuple(found)


def classify(
    classes: ClassMap,
    layer: str,
    columns: Mapping[str, Column],
    count: int,
    *,
    chosen: bool = False,
) -> Classified:
    """What each of `count` features is, from the columns in order of preference; see `fields_for`.

    With `chosen` the one column was picked by hand, so that rows for other field names count as well.
    """
    use = np.full(count, None, dtype=object)
    value = np.full(count, "", dtype=object)
    order = np.full(count, _MOST_ORDER, dtype=np.int64)
    open_ = np.ones(count, dtype=bool)
    for name, column in columns.items():
        known = _lookup(classes, layer, "" if chosen else name)
        for i in np.flatnonzero(open_).tolist():
            said = normal(column[i])
            if not said:
                continue
            value[i] = value[i] or text(column[i])
            row = known.get(said)
            if row is not None:
                use[i], order[i], value[i], open_[i] = row.use, row.order, text(column[i]), False
    rest = next((row for row in classes.for_layer(layer) if row.value == ANY), None)
    if rest is not None:
        use[open_], order[open_] = rest.use, rest.order
        value[open_ & (value == "")] = layer
    return Classified(use, order, value)


def _lookup(classes: ClassMap, layer: str, field: str) -> dict[str, ClassRow]:
    found: dict[str, ClassRow] = {}
    for row in _rows_for(classes, layer, field):
        found.setdefault(normal(row.value), row)
    return found


def _rows_for(classes: ClassMap, layer: str, field: str) -> list[ClassRow]:
    """The rows that speak of a field ("": of any); of a field that none names, those with words for values.

    Bare numbers mean something only in a field of the right name.
    """
    rows = [row for row in classes.for_layer(layer) if row.value != ANY]
    named = [row for row in rows if not field or not row.fields or matches(field, row.fields)]
    return named or [row for row in rows if not row.value.isdigit()]


def recognised(infos: Iterable[LayerInfo]) -> tuple[ClassMap, tuple[LayerInfo, ...]] | None:
    """The ready map that fits the layers of a source, and the layers it has classes for; None where none
    fits."""
    layers = [info for info in infos if info.geometry in ("polygon", "mixed")]
    best: tuple[float, ClassMap, tuple[LayerInfo, ...]] | None = None
    for key in READY:
        scored = [(fit(ready(key), info), info) for info in layers]
        fitting = tuple(info for score, info in scored if score > 0.5)
        named = tuple(info for info in fitting if any(r.layers for r in ready(key).for_layer(info.name)))
        chosen = named or fitting
        score = max((score for score, _ in scored), default=0.0)
        if chosen and (best is None or score > best[0]):
            best = (score, ready(key), chosen)
    return (best[1], best[2]) if best else None


def fit(classes: ClassMap, info: LayerInfo) -> float:
    """How well a ready map fits a layer, 0 to about 1: the share of its sample values that the map knows."""
    rows = classes.for_layer(info.name)
    bonus = 0.2 if any(row.layers for row in rows) else 0.0
    if any(row.value == ANY and row.layers for row in rows):
        return 1.0 + bonus
    shares = [_share(classes, info.name, info_field) for info_field in info.fields]
    best = max(shares, default=0.0)
    if best == 0 and bonus and info.count == 0:
        return 1.0
    return best + bonus if best else 0.0


def _share(classes: ClassMap, layer: str, field: Field) -> float:
    """The share of a field's sample values that the map knows, a little more where it is the map's first
    choice."""
    rows = _rows_for(classes, layer, field.name)
    known = {normal(row.value) for row in rows}
    samples = [normal(sample) for sample in field.samples]
    if not samples or not known:
        return 0.0
    share = sum(sample in known for sample in samples) / len(samples)
    first = any(row.fields and matches(field.name, row.fields.split("|")[0]) for row in rows)
    return share + 0.1 if share and first else share


def skip_fields(classes: ClassMap, info: LayerInfo) -> Mapping[str, tuple[str, ...]]:
    """The fields of a layer that take features out of the present, by reason; see `skipped`."""
    reasons = _SKIPPED.get(classes.name.removesuffix(CHANGED), _NONE)
    return {
        reason: tuple(f.name for f in info.fields if any(_is_called(f.name, name) for name in names))
        for reason, names in reasons.items()
    }


def _is_called(field: str, name: str) -> bool:
    """Whether a field has a name, perhaps cut to the ten letters of a Shapefile."""
    plain = field.casefold()
    return plain == name or (len(plain) == 10 and name.startswith(plain))


def skipped(reason: str, columns: Sequence[Column], count: int) -> NDArray[np.bool_]:
    """Which features a reason takes out: `level` a number that is not 0, `ended` a date that is there."""
    out = np.zeros(count, dtype=bool)
    for column in columns:
        said = [normal(value) for value in column]
        if reason == "level":
            out |= np.array([bool(v) and v != "0" for v in said], dtype=bool)
        else:
            out |= np.array([bool(v) for v in said], dtype=bool)
    return out
