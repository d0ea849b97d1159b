"""Municipalities out of a file: fields guessed, codes joined, a partition made, facts taken where the file
has them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.errors import Refused
from scenarios.formats import vector
from scenarios.formats.features import Features, LayerInfo, number, text
from scenarios.geometry.partition import partition
from scenarios.geometry.remarks import Remark, summed
from scenarios.geometry.repair import polygons
from scenarios.geometry.shape import to_wkb
from scenarios.intake.report import MUNICIPALITIES, ImportReport, MunicipalityArea, SourceRead
from scenarios.intake.steps import part
from scenarios.progress import Job, Progress
from scenarios.project.model import Municipality, new_key
from scenarios.wording import tr

CODE_NAMES = (
    "gemeentecode",
    "gemeente_code",
    "gm_code",
    "gemcode",
    "cbs_code",
    "cbscode",
    "municipality_code",
    "statcode",
    "code",
    "identificatie",
)
NAME_NAMES = (
    "gemeentenaam",
    "gemeente_naam",
    "gm_naam",
    "gemnaam",
    "statnaam",
    "municipality_name",
    "naam",
    "name",
    "gemeente",
    "municipality",
)
FACTS = {
    "land_ha": ("opp_land", "oppervlakte_land_in_ha", "opp_land_ha", "land_ha"),
    "water_ha": ("opp_water", "oppervlakte_water_in_ha", "opp_water_ha", "water_ha"),
    "inhabitants": ("aantal_inwoners", "aant_inw", "inwoners", "inhabitants"),
    "dwellings": ("woningvoorraad", "aantal_woningen", "woningen", "dwellings"),
}
YEAR_NAMES = ("jaar", "year", "peiljaar")

_CODE = re.compile(r"GM\d{4}")


@dataclass(frozen=True, eq=False)
class Municipalities:
    """Rows in order of code, their borders (a partition, same order), and what there is to say."""

    rows: tuple[Municipality, ...]
    borders: NDArray[np.object_]
    report: ImportReport


def guess_code(info: LayerInfo) -> str:
    """The field that holds municipal codes, by name and values; empty where none looks like it."""
    for name in CODE_NAMES:
        for field in info.fields:
            if field.name.casefold() == name and field.samples and field.kind in ("text", "number"):
                return field.name
    for field in info.fields:
        if field.samples and all(_CODE.fullmatch(sample) for sample in field.samples):
            return field.name
    return ""


def guess_name(info: LayerInfo, code: str = "") -> str:
    """The field that holds names, by its name; empty where none looks like it."""
    for name in NAME_NAMES:
        for field in info.fields:
            if field.name.casefold() == name and field.name != code and field.kind == "text":
                return field.name
    return ""


def normal_code(value: object) -> str:
    """A municipal code as GM0000 where it is a number of at most four digits, else as it stands."""
    said = text(value)
    return f"GM{int(said):04d}" if re.fullmatch(r"\d{1,4}", said) else said


def is_abroad(code: str, name: str) -> bool:
    """Whether a feature stands for abroad, which municipal files of CBS carry as one more row."""
    return code in ("GM0998", "GM0999") or name.casefold() in ("buitenland", "abroad")


def read(
    given: str, *, code: str = "", name: str = "", only: Sequence[str] = (), crs: str = ""
) -> Job[Municipalities]:
    """The municipalities of a source as a partition; `only` limits them to some codes.

    Raises Refused for fields that are missing or cannot be guessed, unknown codes, and municipalities
    without land of their own.
    """
    source, info = vector.layer_of(given, areas=True)
    if info.count == 0:
        raise Refused(tr("{source} is empty: it holds no municipalities.", source=source.name))
    code_field, name_field = _fields(info, source.name, code, name)
    facts = _fact_fields(info)
    columns = tuple(dict.fromkeys((code_field, name_field, *facts.values())))
    features = yield from part(vector.read(source, columns=columns, crs=crs), 0.0, 0.3)
    yield Progress(0.3, 1, tr("Repairing municipalities"))
    groups, remarks = _grouped(features, code_field, name_field, source.name)
    chosen = _chosen(groups, only, source.name)
    remarks += _joined(features, {code: groups[code] for code in chosen}, name_field)
    shapes, empty, repairs = _shapes(features, {code: groups[code] for code in chosen})
    beside, _, _ = _shapes(features, {code: rows for code, rows in groups.items() if code not in shapes})
    for wanted in only:
        if normal_code(wanted) in empty:
            raise Refused(tr("{code} has no area in {source}.", code=normal_code(wanted), source=source.name))
    codes = sorted(c for c in chosen if c not in empty)
    if not codes:
        raise Refused(tr("{source} is empty: it holds no municipalities.", source=source.name))
    others = np.array([beside[c] for c in sorted(beside)], dtype=object)
    given_shapes = np.array([shapes[c] for c in codes], dtype=object)
    made = yield from part(partition(given_shapes, _near(others, given_shapes)), 0.4, 1.0)
    _refuse_swallowed(codes, made.borders, groups, features, name_field)
    rows, fact_remarks = _rows(codes, made.borders, groups, features, (name_field, facts, info, source.label))
    remarks += [*repairs, *_without_land(empty, chosen), *features.remarks, *made.remarks, *fact_remarks]
    areas = tuple(
        MunicipalityArea(
            row.code,
            row.name,
            float(before.area),
            float(after.area),
            land_ha=row.land_ha,
            water_ha=row.water_ha,
        )
        for row, before, after in zip(rows, given_shapes, made.borders, strict=True)
    )
    report = ImportReport(
        sources=(SourceRead(MUNICIPALITIES, source.label, info.name, features.crs, len(features)),),
        municipalities=areas,
        remarks=tuple((MUNICIPALITIES, r) for r in summed(remarks)),
    )
    return Municipalities(rows, made.borders, report)


def _fields(info: LayerInfo, source: str, code: str, name: str) -> tuple[str, str]:
    names = ", ".join(field.name for field in info.fields) or tr("none")
    found_code = code or guess_code(info)
    if not found_code:
        raise Refused(
            tr(
                "Which field of {source} holds the code? Say so with --code. Its fields: {fields}.",
                source=source,
                fields=names,
            )
        )
    found_name = name or guess_name(info, found_code)
    if not found_name:
        raise Refused(
            tr(
                "Which field of {source} holds the name? Say so with --name. Its fields: {fields}.",
                source=source,
                fields=names,
            )
        )
    return found_code, found_name


def _fact_fields(info: LayerInfo) -> dict[str, str]:
    by_name = {field.name.casefold(): field.name for field in info.fields}
    found = {fact: next((by_name[n] for n in names if n in by_name), "") for fact, names in FACTS.items()}
    found["year"] = next((by_name[n] for n in YEAR_NAMES if n in by_name), "")
    return {fact: field for fact, field in found.items() if field}


def _grouped(
    features: Features, code_field: str, name_field: str, source: str
) -> tuple[dict[str, list[int]], list[Remark]]:
    """Positions of the features per code, without those that are no municipality."""
    groups: dict[str, list[int]] = {}
    without, abroad = 0, []
    for i, (code, name) in enumerate(
        zip(features.columns[code_field], features.columns[name_field], strict=True)
    ):
        said = normal_code(code)
        if not said:
            without += 1
        elif is_abroad(said, text(name)):
            abroad.append(text(name) or said)
        else:
            groups.setdefault(said, []).append(i)
    if not groups:
        raise Refused(
            tr("No feature of {source} has a code in field “{field}”.", source=source, field=code_field)
        )
    remarks = [
        Remark("no-code", without),
        Remark("abroad", len(abroad), detail=", ".join(dict.fromkeys(abroad))),
    ]
    return groups, remarks


def _joined(features: Features, groups: dict[str, list[int]], name_field: str) -> list[Remark]:
    """What there is to say about codes that several features have."""
    several = {code: rows for code, rows in groups.items() if len(rows) > 1}
    if not several:
        return []
    detail = ", ".join(sorted(several)[:5]) + (" ..." if len(several) > 5 else "")
    remarks = [Remark("duplicate", sum(len(rows) for rows in several.values()), detail=detail)]
    names = {
        c: list(dict.fromkeys(text(features.columns[name_field][i]) for i in rows))
        for c, rows in several.items()
    }
    differing = [f"{code}: {' / '.join(n)}" for code, n in sorted(names.items()) if len(n) > 1]
    if differing:
        remarks.append(Remark("names-differ", len(differing), detail="; ".join(differing[:5])))
    return remarks


def _chosen(groups: dict[str, list[int]], only: Sequence[str], source: str) -> list[str]:
    wanted = list(dict.fromkeys(normal_code(code) for code in only if str(code).strip()))
    unknown = [code for code in wanted if code not in groups]
    if unknown:
        raise Refused(tr("{source} has no municipality {codes}.", source=source, codes=", ".join(unknown)))
    return wanted or list(groups)


def _shapes(
    features: Features, groups: dict[str, list[int]]
) -> tuple[dict[str, Any], set[str], tuple[Remark, ...]]:
    """One valid shape per code, the codes without any, and what was repaired."""
    members = np.array([row for rows in groups.values() for row in rows], dtype=np.int64)
    sound = polygons(features.geoms[members])
    by_feature: dict[int, list[Any]] = {}
    for geom, origin in zip(sound.geoms, members[sound.origin], strict=True):
        by_feature.setdefault(int(origin), []).append(geom)
    shapes, empty = {}, set()
    for code, rows in groups.items():
        parts = [geom for row in rows for geom in by_feature.get(row, ())]
        if parts:
            shapes[code] = shapely.union_all(np.array(parts, dtype=object))
        else:
            empty.add(code)
    return shapes, empty, sound.remarks


def _near(others: NDArray[np.object_], shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    if len(others) == 0:
        return others
    window = shapely.box(*shapely.total_bounds(shapes))
    return others[shapely.intersects(shapely.envelope(others), window)]


def _without_land(empty: set[str], chosen: Sequence[str]) -> list[Remark]:
    left = sorted(code for code in chosen if code in empty)
    return [Remark("without-land", len(left), detail=", ".join(left[:8]))] if left else []


def _refuse_swallowed(
    codes: Sequence[str],
    borders: NDArray[np.object_],
    groups: dict[str, list[int]],
    features: Features,
    name_field: str,
) -> None:
    lost = [c for c, border in zip(codes, borders, strict=True) if border is None]
    if lost:
        names = ", ".join(f"{c} {text(features.columns[name_field][groups[c][0]])}".strip() for c in lost[:5])
        raise Refused(
            tr(
                "{names} lies wholly inside other municipalities: correct the file or choose with --only.",
                names=names,
            )
        )


def _rows(
    codes: Sequence[str],
    borders: NDArray[np.object_],
    groups: dict[str, list[int]],
    features: Features,
    about: tuple[str, dict[str, str], LayerInfo, str],
) -> tuple[tuple[Municipality, ...], list[Remark]]:
    name_field, facts, _, file = about
    rows, odd = [], []
    for code, border in zip(codes, borders, strict=True):
        members = groups[code]
        values: dict[str, float | None] = {}
        for fact, field in facts.items():
            said = [features.columns[field][i] for i in members]
            numbers = [n for n in (number(value) for value in said) if n is not None and n >= 0]
            values[fact] = max(numbers) if numbers else None
            odd.extend(field for value in said if text(value) and number(value) is None)
        year = values.pop("year", None)
        known = any(value is not None for value in values.values())
        name = next((n for i in members if (n := text(features.columns[name_field][i]))), code)
        rows.append(
            Municipality(
                new_key(),
                to_wkb(border),
                code,
                name,
                facts_year=_year(year, file) if known else None,
                facts_source=file if known else "",
                **values,
            )
        )
    remarks = [Remark("text-figure", len(odd), detail=", ".join(dict.fromkeys(odd)))] if odd else []
    return tuple(rows), remarks


def _year(said: float | None, file: str) -> int | None:
    """The year of the figures: what their own field says, else a year in the file's name."""
    if said and 1900 <= said <= 2200:
        return int(said)
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", file)
    return int(found[-1]) if found else None
