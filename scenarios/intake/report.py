"""The import report: what was read, repaired, given away and left open, kept in the project as data.

It holds counts, square metres and places; the sentences are made when it is shown, in the language then in
force.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from scenarios.geometry.remarks import Remark
from scenarios.wording import hectares, number, tr

MUNICIPALITIES, LAND_USE, REFERENCE = "municipalities", "land-use", "reference"
MOST_OVERLAPS = 40


@dataclass(frozen=True, slots=True)
class SourceRead:
    """One layer that was read: for which part, its name, coordinate system, features and class map."""

    part: str
    name: str
    layer: str
    crs: str
    features: int
    classes: str = ""


@dataclass(frozen=True, slots=True)
class MunicipalityArea:
    """Areas of one municipality, m2: in the file, after the partition, without land use, and beyond the
    sources.

    `land_ha` and `water_ha` are the file's own figures or None: shown beside the area, never forced.
    """

    code: str
    name: str
    file_m2: float
    area_m2: float
    land_ha: float | None = None
    water_ha: float | None = None
    uncovered_m2: float | None = None
    outside_m2: float | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Land of two classes at once: `winner` got it, `loser` had it as well, m2."""

    winner: str
    loser: str
    m2: float


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Everything an import has to say; `remarks` by part."""

    sources: tuple[SourceRead, ...] = ()
    municipalities: tuple[MunicipalityArea, ...] = ()
    remarks: tuple[tuple[str, Remark], ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    overlap_m2: float = 0.0
    polygons: int = 0
    reference: int = 0

    def to_json(self) -> dict[str, Any]:
        """The report as plain values; `from_json` reads it back."""
        return {
            "sources": [asdict(s) for s in self.sources],
            "municipalities": [asdict(m) for m in self.municipalities],
            "remarks": [{"part": part, **asdict(r)} for part, r in self.remarks],
            "overlaps": [asdict(o) for o in self.overlaps[:MOST_OVERLAPS]],
            "overlap_m2": self.overlap_m2,
            "polygons": self.polygons,
            "reference": self.reference,
        }

    def of(self, part: str) -> tuple[Remark, ...]:
        """The remarks of one part."""
        return tuple(remark for at, remark in self.remarks if at == part)

    def with_part(self, part: str, other: "ImportReport") -> "ImportReport":
        """This report with everything about one part taken from another report."""
        taken = replace(
            self,
            sources=(
                *(s for s in self.sources if s.part != part),
                *(s for s in other.sources if s.part == part),
            ),
            remarks=(*(r for r in self.remarks if r[0] != part), *(r for r in other.remarks if r[0] == part)),
        )
        if part == REFERENCE:
            return replace(taken, reference=other.reference)
        if part == LAND_USE:
            areas = {m.code: m for m in other.municipalities}
            merged = tuple(
                replace(m, uncovered_m2=areas[m.code].uncovered_m2, outside_m2=areas[m.code].outside_m2)
                if m.code in areas
                else m
                for m in taken.municipalities
            )
            return replace(
                taken,
                municipalities=merged or other.municipalities,
                overlaps=other.overlaps,
                overlap_m2=other.overlap_m2,
                polygons=other.polygons,
            )
        return replace(taken, municipalities=other.municipalities)


def from_json(data: Mapping[str, Any]) -> ImportReport:
    """A report out of a project; missing parts are empty, so that older and foreign reports can be shown."""
    return ImportReport(
        sources=tuple(SourceRead(**s) for s in data.get("sources", ())),
        municipalities=tuple(MunicipalityArea(**m) for m in data.get("municipalities", ())),
        remarks=tuple((r["part"], _remark(r)) for r in data.get("remarks", ())),
        overlaps=tuple(Overlap(**o) for o in data.get("overlaps", ())),
        overlap_m2=float(data.get("overlap_m2", 0.0)),
        polygons=int(data.get("polygons", 0)),
        reference=int(data.get("reference", 0)),
    )


def _remark(data: Mapping[str, Any]) -> Remark:
    places = tuple((float(x), float(y)) for x, y in data.get("places", ()))
    return Remark(data["kind"], data["count"], data["m2"], places, data["detail"], data["source"])


def sections(report: ImportReport) -> list[tuple[str, list[str]]]:
    """The report as headings with plain sentences under them; parts without anything to say are left out."""
    found = [
        (
            tr("Municipalities"),
            [*_read(report, MUNICIPALITIES), *_said(report.of(MUNICIPALITIES)), *_areas(report)],
        ),
        (
            tr("Present land use"),
            [*_read(report, LAND_USE), *_overlaps(report), *_said(report.of(LAND_USE)), *_gaps(report)],
        ),
        (tr("Backdrop"), [*_read(report, REFERENCE), *_said(report.of(REFERENCE))]),
    ]
    return [(heading, lines) for heading, lines in found if lines]


def sentences(report: ImportReport) -> list[str]:
    """All sentences of the report, in order."""
    return [line for _, lines in sections(report) for line in lines]


def _read(report: ImportReport, part: str) -> list[str]:
    return [
        tr(
            "Read {count} features from {name} (layer {layer}, {crs}), classes by {classes}.",
            count=number(s.features),
            name=s.name,
            layer=s.layer,
            crs=_short_crs(s.crs),
            classes=map_name(s.classes),
        )
        if s.classes
        else tr(
            "Read {count} features from {name} (layer {layer}, {crs}).",
            count=number(s.features),
            name=s.name,
            layer=s.layer,
            crs=_short_crs(s.crs),
        )
        for s in report.sources
        if s.part == part
    ]


def map_name(key: str) -> str:
    """A class map's name in the language in force; a user's file keeps its own name."""
    if key == "hand+":
        return map_name("hand")
    if key.endswith("+"):
        return tr("{map}, changed by hand", map=map_name(key[:-1]))
    names = {
        "bbg": tr("CBS land use until 2017"),
        "nbbg": tr("CBS land use from 2020"),
        "bgt": tr("BGT"),
        "osm": tr("OpenStreetMap"),
        "hand": tr("a table made by hand"),
    }
    return names.get(key, key)


def _short_crs(crs: str) -> str:
    if crs.isdigit():
        return f"EPSG:{crs}"
    if not crs.startswith(("EPSG:", "urn:")):
        return crs.split('"')[1] if '"' in crs else crs[:40]
    return "EPSG:" + crs.split(":")[-1]


def _said(remarks: Iterable[Remark]) -> list[str]:
    return [sentence(remark) for remark in remarks]


def sentence(remark: Remark) -> str:
    """One remark as a sentence, with its area and a place where it has them."""
    make = _SENTENCES.get(remark.kind)
    said = make(remark) if make else f"{remark.kind}: {number(remark.count)}"
    if remark.source:
        said = tr("{source}: {sentence}", source=remark.source, sentence=said)
    if remark.places:
        x, y = remark.places[0]
        said = tr("{sentence} For instance near X {x}, Y {y}.", sentence=said, x=number(x), y=number(y))
    return said


def _size(remark: Remark) -> str:
    return hectares(remark.m2, 1) if remark.m2 >= 1_000 else tr("{m2} m²", m2=number(remark.m2))


def _n(remark: Remark) -> str:
    return number(remark.count)


_SENTENCES: Mapping[str, Callable[[Remark], str]] = {
    "contested": lambda r: tr(
        "Land that several municipalities claim went to the nearest: {count} places, {size}.",
        count=_n(r),
        size=_size(r),
    ),
    "gap": lambda r: tr(
        "Enclosed gaps between municipalities went to the nearest: {count} gaps, {size}.",
        count=_n(r),
        size=_size(r),
    ),
    "foreign-gap": lambda r: tr(
        "Holes that belong to a municipality left out stayed open: {count}, {size}.",
        count=_n(r),
        size=_size(r),
    ),
    "large-gap": lambda r: tr(
        "Holes too large to be a slip of a border stayed open: {count}, {size}.", count=_n(r), size=_size(r)
    ),
    "sliver": lambda r: tr(
        "Slivers below 1 m² were cleared away: {count}, {size}.", count=_n(r), size=_size(r)
    ),
    "null": lambda r: tr("Left out, because they have no shape: {count}.", count=_n(r)),
    "not-an-area": lambda r: tr("Left out, because they are points or lines: {count}.", count=_n(r)),
    "repaired": lambda r: tr("Outlines that crossed themselves were repaired: {count}.", count=_n(r)),
    "unrepairable": lambda r: tr("Left out, because they are too tangled to repair: {count}.", count=_n(r)),
    "no-area": lambda r: tr("Left out, because their outline folds to nothing: {count}.", count=_n(r)),
    "unreadable": lambda r: tr("Left out, because their shape cannot be read: {count}.", count=_n(r)),
    "outside": lambda r: tr("Left out, because they lie outside the Netherlands: {count}.", count=_n(r)),
    "not-finite": lambda r: tr("Left out, because a corner has no coordinates: {count}.", count=_n(r)),
    "failed": lambda r: tr("Left out, because they could not be cut: {count}.", count=_n(r)),
    "bad-tile": lambda r: tr(
        "Vector tiles that are damaged were left out: {count} ({detail}).", count=_n(r), detail=r.detail
    ),
    "no-code": lambda r: tr("Left out, because they have no code: {count}.", count=_n(r)),
    "abroad": lambda r: tr("Left out, because it is no municipality: {detail}.", detail=r.detail),
    "duplicate": lambda r: tr(
        "Several features with the same code were joined: {detail} ({count} features).",
        count=_n(r),
        detail=r.detail,
    ),
    "names-differ": lambda r: tr(
        "One code has several names; the first was taken: {detail}.", detail=r.detail
    ),
    "without-land": lambda r: tr("Left out, because they have no area: {detail}.", detail=r.detail),
    "text-figure": lambda r: tr(
        "Figures that are no numbers were left out: {count} ({detail}).", count=_n(r), detail=r.detail
    ),
    "unmapped": lambda r: tr(
        "Left out, because the class “{detail}” has no land use: {count}, {size}.",
        count=_n(r),
        size=_size(r),
        detail=r.detail,
    ),
    "left-out": lambda r: tr(
        "Left out on purpose, class “{detail}”: {count}, {size}.", count=_n(r), size=_size(r), detail=r.detail
    ),
    "level": lambda r: tr(
        "Left out, because they do not lie at ground level: {count}, {size}.", count=_n(r), size=_size(r)
    ),
    "ended": lambda r: tr("Left out, because they have ended: {count}, {size}.", count=_n(r), size=_size(r)),
    "empty-layer": lambda r: tr("This layer is empty."),
    "elsewhere": lambda r: tr("Nothing of this layer lies in the municipalities."),
    "zoom": lambda r: tr("Of several zoom levels, level {detail} was read.", detail=r.detail),
    "bad-date": lambda r: tr(
        "Dates that cannot be read were left empty: {count} ({detail}).", count=_n(r), detail=r.detail
    ),
    "kind-guessed": lambda r: tr(
        "Places whose kind the file does not say were read as schools: {count}.", count=_n(r)
    ),
    "main-category": lambda r: tr(
        "Categories without a half (3, 4, 5) were read as the highest they can mean: {count}.", count=_n(r)
    ),
    "bad-category": lambda r: tr(
        "Categories that do not exist were left empty: {count} ({detail}).", count=_n(r), detail=r.detail
    ),
}


def _areas(report: ImportReport) -> list[str]:
    given = [m for m in report.municipalities if m.land_ha is not None and m.water_ha is not None]
    return [
        tr(
            "{name}: {area} on the map; land and water together are {facts} in the file’s figures.",
            name=m.name,
            area=hectares(m.area_m2),
            facts=hectares(((m.land_ha or 0) + (m.water_ha or 0)) * 10_000),
        )
        for m in given
    ]


def _overlaps(report: ImportReport) -> list[str]:
    if report.overlap_m2 < 1:
        return []
    lines = [tr("Land with two classes at once got one: {size}.", size=hectares(report.overlap_m2))]
    lines.extend(
        tr("{loser} gave way to {winner}: {size}.", loser=o.loser, winner=o.winner, size=hectares(o.m2))
        for o in report.overlaps[:8]
        if o.m2 >= 10_000
    )
    return lines


def _gaps(report: ImportReport) -> list[str]:
    lines = []
    for m in report.municipalities:
        if m.outside_m2 is not None and m.outside_m2 >= 10_000:
            lines.append(
                tr(
                    "{name}: {size} ({share} %) lies beyond the land-use files and counts as other.",
                    name=m.name,
                    size=hectares(m.outside_m2),
                    share=number(100 * m.outside_m2 / max(m.area_m2, 1)),
                )
            )
    lines.extend(
        tr(
            "{name}: {size} ({share} %) has no land use in the files and counts as other.",
            name=m.name,
            size=hectares(m.uncovered_m2 - (m.outside_m2 or 0)),
            share=number(100 * (m.uncovered_m2 - (m.outside_m2 or 0)) / max(m.area_m2, 1)),
        )
        for m in report.municipalities
        if m.uncovered_m2 is not None and m.uncovered_m2 - (m.outside_m2 or 0) >= 10_000
    )
    return lines


def overlaps(
    lost: Mapping[tuple[int, int], float], labels: Sequence[str]
) -> tuple[tuple[Overlap, ...], float]:
    """Overlaps by pair of labels, the largest first, and their sum in m2."""
    found = [Overlap(labels[winner], labels[loser], m2) for (winner, loser), m2 in lost.items()]
    found.sort(key=lambda o: (-o.m2, o.winner, o.loser))
    return tuple(found), sum(lost.values())
