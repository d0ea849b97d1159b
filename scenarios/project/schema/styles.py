"""The colours of the map for a GIS: `layer_styles` as QGIS keeps it, from the same tables as our own map.

QML is what QGIS reads; SLD (OGC Styled Layer Descriptor 1.0.0) is for other programs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from scenarios import resource
from scenarios.project.model import GEOMETRY

if TYPE_CHECKING:
    from sqlite_utils import Database

_MILLIMETRES = 0.26
"""One device-independent pixel in millimetres, QGIS's unit."""


@dataclass(frozen=True, slots=True)
class Class:
    """How the features with one value are drawn; `value` None means all features."""

    value: str | None
    label: str
    fill: str | None
    line: str
    width: float


def create(db: "Database") -> None:
    """Make the style table and register it, as QGIS does when it saves a style in a GeoPackage."""
    db.execute(
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),"
        " f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30),"
        " styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),"
        " update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))"
    )
    db.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES (?, ?, ?, ?)",
        ["layer_styles", "attributes", "layer_styles", "Colours of the layers, for QGIS"],
    )
    add(db, GEOMETRY)


def add(db: "Database", tables: Iterable[str]) -> None:
    """Add the styles of some tables to the style table."""
    db.table("layer_styles").insert_all(
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": table,
            "f_geometry_column": "geom",
            "styleName": "Schuifruimte",
            "styleQML": qml(table),
            "styleSLD": sld(table),
            "useAsDefault": 1,
            "description": "Schuifruimte",
            "owner": "",
        }
        for table in tables
    )


def classes(table: str) -> tuple[str | None, tuple[Class, ...]]:
    """The column by which a table's features are told apart (None: all look the same), and their classes."""
    palette = resource.toml("palettes", "map.toml")
    light, width = palette["light"], palette["width"]
    if table in ("present_use", "use_change", "correction"):
        line = light["drawn_outline"] if table != "present_use" else None
        return "use", tuple(
            Class(
                row["code"],
                f"{row['code']} {row['name_nl']}",
                row["colour"],
                line or row["colour"],
                width["drawn"] if line else 0.2,
            )
            for row in resource.table("land_uses.csv")
        )
    if table == "site":
        return "kind", tuple(
            Class(kind, kind, None, entry["colour"], width["site"]) for kind, entry in palette["site"].items()
        )
    green = next(row["colour"] for row in resource.table("land_uses.csv") if row["code"] == "GRO")
    colours = {
        "plot": (palette["site"]["cluster"]["colour"], width["drawn"]),
        "municipality": (light["border"], width["border"]),
        "business": (light["contour"], width["drawn"]),
        "reference": (light["reference_road"], width["reference"]),
        "contour": (light["contour"], width["contour"]),
        "tree_row": (green, width["drawn"]),
        "move": (light["contour"], width["drawn"]),
        "note": (light["name"], width["reference"]),
        "waiting_land": (light["drawn_outline"], width["drawn"]),
        "sensitive_place": (light["conflict"], width["drawn"]),
    }
    line, thick = colours[table]
    filled = table in ("business", "sensitive_place")
    return None, (Class(None, table, line if filled else None, line, thick),)


def _kinds(table: str) -> Sequence[str]:
    """The kinds of symbol a layer may need: a table of any geometry holds points, lines and areas."""
    kinds = {"GEOMETRY": ("marker", "line", "fill"), "LINESTRING": ("line",)}
    return kinds.get(GEOMETRY[table], ("fill",))


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _rgba(colour: str, alpha: int = 255) -> str:
    return ",".join(str(part) for part in (*_rgb(colour), alpha))


def _options(pairs: dict[str, Any]) -> str:
    listed = "".join(
        f'<Option name={quoteattr(name)} type="QString" value={quoteattr(str(value))}/>'
        for name, value in pairs.items()
    )
    old = "".join(f"<prop k={quoteattr(name)} v={quoteattr(str(value))}/>" for name, value in pairs.items())
    return f'<Option type="Map">{listed}</Option>{old}'


def _symbol(name: str, kind: str, drawn: Class) -> str:
    thick = f"{drawn.width * _MILLIMETRES:.2f}"
    if kind == "fill":
        layer, pairs = (
            "SimpleFill",
            {
                "color": _rgba(drawn.fill or drawn.line),
                "style": "solid" if drawn.fill else "no",
                "outline_color": _rgba(drawn.line),
                "outline_style": "solid",
                "outline_width": thick,
                "outline_width_unit": "MM",
                "joinstyle": "miter",
            },
        )
    elif kind == "line":
        layer, pairs = (
            "SimpleLine",
            {
                "line_color": _rgba(drawn.line),
                "line_style": "solid",
                "line_width": thick,
                "line_width_unit": "MM",
            },
        )
    else:
        layer, pairs = (
            "SimpleMarker",
            {
                "name": "circle",
                "color": _rgba(drawn.line),
                "outline_color": "255,255,255,255",
                "size": "2.4",
                "size_unit": "MM",
            },
        )
    return (
        f'<symbol name={quoteattr(name)} type="{kind}" alpha="1" clip_to_extent="1" force_rhr="0">'
        f'<layer class="{layer}" enabled="1" locked="0" pass="0">{_options(pairs)}</layer></symbol>'
    )


def qml(table: str) -> str:
    """The QGIS style of a layer."""
    column, listed = classes(table)
    labels = _labels(table)
    head = (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        f'<qgis version="3.16.0" styleCategories="Symbology|Labeling" labelsEnabled="{int(bool(labels))}">'
    )
    if column:
        categories = "".join(
            f'<category render="true" symbol="{n}" value={quoteattr(c.value or "")} '
            f"label={quoteattr(c.label)}/>"
            for n, c in enumerate(listed)
        )
        symbols = "".join(_symbol(str(n), "fill", c) for n, c in enumerate(listed))
        drawn = (
            f'<renderer-v2 type="categorizedSymbol" attr="{column}" symbollevels="0" '
            'enableorderby="0" forceraster="0">'
            f"<categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>"
        )
    elif len(_kinds(table)) == 1:
        drawn = (
            '<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">'
            f"<symbols>{_symbol('0', _kinds(table)[0], listed[0])}</symbols></renderer-v2>"
        )
    else:
        drawn = _by_geometry(table, listed[0])
    return f"{head}{drawn}{labels}<blending>0</blending></qgis>"


_TESTS = {
    "marker": "geometry_type($geometry) = 'Point'",
    "line": "geometry_type($geometry) = 'Line'",
    "fill": "geometry_type($geometry) = 'Polygon'",
}


def _by_geometry(table: str, drawn: Class) -> str:
    """A rule for each kind of geometry: QGIS shows one kind at a time and skips the other rules."""
    kinds = _kinds(table)
    rules = "".join(
        f'<rule key="{kind}" symbol="{n}" filter={quoteattr(_TESTS[kind])} label={quoteattr(table)}/>'
        for n, kind in enumerate(kinds)
    )
    symbols = "".join(_symbol(str(n), kind, drawn) for n, kind in enumerate(kinds))
    return (
        '<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">'
        f'<rules key="all">{rules}</rules><symbols>{symbols}</symbols></renderer-v2>'
    )


def _labels(table: str) -> str:
    if table not in ("municipality", "site", "plot"):
        return ""
    light = resource.toml("palettes", "map.toml")["light"]
    size = {"municipality": 10, "site": 9, "plot": 8}[table]
    bold = int(table != "plot")
    return (
        '<labeling type="simple"><settings calloutType="simple">'
        f'<text-style fieldName="name" isExpression="0" fontSize="{size}" fontSizeUnit="Point" '
        f'fontWeight="{75 if bold else 50}" textColor="{_rgba(light["name"])}" textOpacity="1">'
        f'<text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" '
        f'bufferColor="{_rgba(light["name_halo"][:7])}" bufferOpacity="0.85"/></text-style>'
        '<placement placement="1" centroidInside="1" centroidWhole="0"/>'
        '<rendering drawLabels="1" obstacle="0"/></settings></labeling>'
    )


def sld(table: str) -> str:
    """The OGC style of a layer."""
    column, listed = classes(table)
    rules = "".join(
        f"<Rule><Name>{_text(c.label)}</Name>{_filter(column, c)}{_sld_symbol(kind, c)}</Rule>"
        for c in listed
        for kind in _kinds(table)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><StyledLayerDescriptor xmlns="http://www.opengis.net/sld" '
        'xmlns:ogc="http://www.opengis.net/ogc" version="1.0.0"><NamedLayer>'
        f"<Name>{table}</Name><UserStyle><FeatureTypeStyle>{rules}</FeatureTypeStyle></UserStyle>"
        "</NamedLayer></StyledLayerDescriptor>"
    )


def _text(said: str) -> str:
    return quoteattr(said)[1:-1]


def _filter(column: str | None, drawn: Class) -> str:
    if column is None:
        return ""
    return (
        f"<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>{column}</ogc:PropertyName>"
        f"<ogc:Literal>{_text(drawn.value or '')}</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>"
    )


def _sld_symbol(kind: str, drawn: Class) -> str:
    stroke = (
        f'<Stroke><CssParameter name="stroke">{drawn.line}</CssParameter>'
        f'<CssParameter name="stroke-width">{drawn.width}</CssParameter></Stroke>'
    )
    fill = f'<Fill><CssParameter name="fill">{drawn.fill or drawn.line}</CssParameter></Fill>'
    if kind == "line":
        return f"<LineSymbolizer>{stroke}</LineSymbolizer>"
    if kind == "marker":
        return (
            f"<PointSymbolizer><Graphic><Mark><WellKnownName>circle</WellKnownName>{fill}</Mark>"
            "<Size>8</Size></Graphic></PointSymbolizer>"
        )
    return f"<PolygonSymbolizer>{fill if drawn.fill else ''}{stroke}</PolygonSymbolizer>"
