"""What is to be read of a land-use source: which layers, by which class map, and which classes that will
give."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.errors import Refused
from scenarios.formats import vector
from scenarios.formats.features import LayerInfo
from scenarios.formats.source import Source
from scenarios.intake import classes as maps
from scenarios.intake.classes import ClassMap
from scenarios.progress import Job, Progress
from scenarios.wording import tr


@dataclass(frozen=True, slots=True)
class LandUse:
    """A land-use source: PATH[:LAYER], the class field and the class map where they are not to be guessed.

    `classes` is a ready map's key, the path of a user's CSV, or a map made by hand; `crs` overrides the
    file's. `layers` names the layers to read where neither the path nor the map is to decide.
    """

    given: str
    class_field: str = ""
    classes: str | ClassMap = ""
    crs: str = ""
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Plan:
    """A source with its map and the layers to read."""

    land_use: LandUse
    source: Source
    classes: ClassMap
    layers: tuple[LayerInfo, ...]


@dataclass(frozen=True, slots=True)
class ClassCount:
    """A class as it occurs in a layer: how often, and the use the map gives it ("": left out, None:
    unknown)."""

    layer: str
    value: str
    use: str | None
    count: int
    order: int


def planned(land_use: LandUse) -> Plan:
    """The plan for a source; raises Refused where its layers, class field or map cannot be told."""
    source = vector.parse(land_use.given)
    infos = vector.layers(source)
    if source.layer:
        infos = [vector.layer_of(source)[1]]
    elif land_use.layers:
        infos = [vector.layer_of(Source(source.path, layer, source.format))[1] for layer in land_use.layers]
    if not any(info.geometry in ("polygon", "mixed") for info in infos):
        raise Refused(
            tr("{source} holds no polygons: lines and points are never land use.", source=source.name)
        )
    classes, layers = class_map(land_use, infos)
    if not land_use.class_field and not any(_usable(classes, info) for info in layers):
        raise Refused(
            tr(
                "Which field of {source} holds the class? Say so with --class. Its fields: {fields}.",
                source=source.name,
                fields=_field_names(layers),
            )
        )
    return Plan(land_use, source, classes, layers)


def class_map(land_use: LandUse, infos: Sequence[LayerInfo]) -> tuple[ClassMap, tuple[LayerInfo, ...]]:
    """The map of a source and the layers it reads, named or recognised; raises Refused where none fits."""
    polygonal = tuple(info for info in infos if info.geometry in ("polygon", "mixed"))
    if land_use.class_field:
        polygonal = tuple(i for i in polygonal if any(f.name == land_use.class_field for f in i.fields))
        if not polygonal:
            raise Refused(_no_field(land_use, infos))
    named = _named(land_use)
    if named is not None:
        layers = polygonal if land_use.layers else _with_classes(named, polygonal, land_use.class_field)
        return named, layers
    found = maps.recognised(polygonal)
    if found is None:
        raise Refused(
            tr(
                "No ready class map fits {source}: name the class field with --class and a map with "
                "--classes. Its fields: {fields}.",
                source=land_use.given,
                fields=_field_names(infos),
            )
        )
    return found


def class_counts(land_use: LandUse) -> Job[tuple[Plan, tuple[ClassCount, ...]]]:
    """Every class that occurs in a source with the use its map gives it, layer by layer, the most frequent
    first."""
    plan = planned(land_use)
    found: list[ClassCount] = []
    for done, info in enumerate(plan.layers):
        yield Progress(done, len(plan.layers), tr("Reading {file}", file=plan.source.label))
        fields = maps.fields_for(plan.classes, info, land_use.class_field)
        columns = yield from vector.columns(plan.source, info.name, fields)
        count = len(next(iter(columns.values()))) if columns else info.count
        kinds = maps.classify(plan.classes, info.name, columns, count, chosen=bool(land_use.class_field))
        counted: dict[tuple[str, str | None, int], int] = {}
        for value, use, order in zip(kinds.value, kinds.use, kinds.order.tolist(), strict=True):
            if value:
                key = (str(value), use, order)
                counted[key] = counted.get(key, 0) + 1
        found.extend(
            ClassCount(info.name, value, use, n, order) for (value, use, order), n in counted.items()
        )
    layers = {info.name: i for i, info in enumerate(plan.layers)}
    found.sort(key=lambda one: (layers[one.layer], -one.count, one.value))
    return plan, tuple(found)


def _named(land_use: LandUse) -> ClassMap | None:
    if isinstance(land_use.classes, ClassMap):
        return land_use.classes
    if land_use.classes in maps.READY:
        return maps.ready(land_use.classes)
    return maps.own(Path(land_use.classes)) if land_use.classes else None


def _with_classes(classes: ClassMap, infos: tuple[LayerInfo, ...], class_field: str) -> tuple[LayerInfo, ...]:
    """The layers that the map has anything to say about; where it says nothing about layers, all of them."""
    named = tuple(i for i in infos if any(row.layers for row in classes.for_layer(i.name)))
    if named:
        return named
    fitting = tuple(i for i in infos if class_field or maps.fields_for(classes, i))
    return fitting or infos


def _usable(classes: ClassMap, info: LayerInfo) -> bool:
    everything = any(row.value == maps.ANY for row in classes.for_layer(info.name))
    return everything or bool(maps.fields_for(classes, info))


def _field_names(infos: Sequence[LayerInfo]) -> str:
    names = dict.fromkeys(f.name for info in infos for f in info.fields)
    return ", ".join(names) or tr("none")


def _no_field(land_use: LandUse, infos: Sequence[LayerInfo]) -> str:
    return tr(
        "{source} has no field “{field}”. Its fields: {fields}.",
        source=land_use.given,
        field=land_use.class_field,
        fields=_field_names(infos),
    )
