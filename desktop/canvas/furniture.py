"""What a map needs beside the land: a scale bar, north, what the colours mean, and what is schematic or made
up."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.canvas.atlas import atlas_of
from desktop.canvas.camera import Sight
from desktop.canvas.contours import ALL, ink_of
from desktop.canvas.layers import TABLES
from desktop.canvas.lights import INKS, light
from desktop.canvas.relations import relation_pen
from desktop.canvas.scene import Scene
from desktop.canvas.style import Style, faded, of_site, wash
from desktop.canvas.symbols import outline
from scenarios.landuse.catalogue import USES
from scenarios.landuse.distances import component_name
from scenarios.landuse.moves import moves
from scenarios.landuse.relations import KINDS, active_relations, kind_name
from scenarios.landuse.visible import shapes_of_things, use_of
from scenarios.project.model import COMPONENTS, table_of
from scenarios.project.region import USES as ORDER
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr

_NOTICE = 11
EDGE = 12.0
"""Distance of the furniture from the edge of the map, device-independent pixels."""

NORTH = 28.0
"""Width of the plate of the arrow to the north."""

_BAR = 110.0
"""The scale bar is at most this long."""

_ROW, _SWATCH = 18.0, 12.0


def scale_bar(painter: QPainter, style: Style, sight: Sight, left: float, bottom: float) -> QRectF:
    """A bar of a round number of metres in two halves, on its lower left corner; gives the box it took."""
    metres = round_length(_BAR * sight.metres_per_pixel)
    length = metres / sight.metres_per_pixel
    words = f"{number(metres / 1000)} km" if metres >= 1000 else f"{number(metres)} m"
    font = style.font(11)
    across = QFontMetricsF(font).horizontalAdvance(words)
    box = QRectF(left, bottom - 30, max(length, across) + 20, 30)
    _plate(painter, style, box)
    x, y = box.left() + 10, box.bottom() - 10
    painter.setFont(font)
    painter.setPen(style.ink["text"])
    painter.drawText(QRectF(x, box.top() + 3, box.width(), 14), Qt.AlignmentFlag.AlignLeft, words)
    painter.fillRect(QRectF(x, y, length, 3), style.ink["secondary"])
    painter.fillRect(QRectF(x, y, length / 2, 3), style.ink["text"])
    return box


def round_length(most: float) -> float:
    """The largest of 1, 2, 5, 10, 20, 50 ... that is not above a length."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most * (1 + 1e-9))


def north(painter: QPainter, style: Style, right: float, top: float) -> QRectF:
    """An arrow to the north; RD's grid north is up."""
    box = QRectF(right - NORTH, top, NORTH, 34)
    _plate(painter, style, box)
    x, y = box.center().x(), box.top() + 5
    arrow = QPainterPath()
    arrow.moveTo(x, y)
    arrow.lineTo(x + 5, y + 13)
    arrow.lineTo(x, y + 10)
    arrow.lineTo(x - 5, y + 13)
    arrow.closeSubpath()
    painter.fillPath(arrow, style.ink["text"])
    painter.setFont(style.font(10.5, medium=True))
    painter.setPen(style.ink["text"])
    painter.drawText(QRectF(box.left(), y + 12, box.width(), 14), Qt.AlignmentFlag.AlignCenter, "N")
    return box


@dataclass(frozen=True)
class Entry:
    """A line of the legend: what it means, its kind (land, ring, hatch, symbol, light, relation), its colour.

    `drawn`: the full colour of a land use that is drawn; `colour` is then the washed one of the present, if
    any.
    """

    text: str
    kind: str
    colour: QColor | None
    symbol: str = ""
    drawn: QColor | None = None


def legend(scene: Scene) -> list[Entry]:
    """What is to be seen in a view, in words: symbols, contours, drawn and present uses."""
    snapshot, style = scene.snapshot, scene.style
    found: list[Entry] = []
    kinds = {site.kind for site in snapshot.sites.values() if snapshot.active(site)}
    if scene.layer("sites").shown:
        for kind, words in (("cluster", tr("Cluster")), ("hub", tr("Hub"))):
            look = of_site(kind)
            if kind in kinds:
                found.append(Entry(words, "symbol", QColor(look["colour"]), look["symbol"]))
    if snapshot.businesses and scene.layer("businesses").shown:
        found.append(Entry(tr("Present business"), "symbol", style.use["HMC"], "diamond"))
    if scene.layer("contours").shown and any(table_of(thing) == "plot" for thing in snapshot.things):
        found += _contours(scene)
        if scene.layer("conflicts").shown:
            found.append(Entry(tr("Sensitive land inside contours"), "hatch", style.ink["conflict"]))
    if scene.layer("moves").shown:
        states = {one.state for one in moves(snapshot)}
        words = {
            "good": tr("Relocation, complete"),
            "open": tr("Relocation, something not known yet"),
            "bad": tr("Relocation, something does not fit"),
        }
        found += [Entry(words[state], "light", None, state) for state in words if state in states]
    if scene.layer("relations").shown:
        kinds = {row.kind for row in active_relations(snapshot)}
        found += [
            Entry(tr("Relation: {kind}", kind=kind_name(kind).lower()), "relation", None, kind)
            for kind in KINDS
            if kind in kinds
        ]
    if snapshot.sensitive_places and scene.layer("sensitive").shown:
        found.append(Entry(tr("Sensitive place"), "symbol", style.ink["sensitive"], "square"))
    if snapshot.waiting_lands and scene.layer("waiting").shown:
        found.append(Entry(tr("Land in waiting"), "hatch", style.ink["waiting"]))
    if snapshot.urgencies and scene.layer("urgency").shown:
        found.append(Entry(tr("Urgency: denser is more urgent"), "hatch", style.ink["urgency"]))
    if scene.layer("efficiency").shown:
        found.append(Entry(tr("Land for work, well used"), "land", style.ink["used"]))
        found.append(Entry(tr("Land for work, under-used"), "hatch", style.ink["unused"]))
    drawn = _drawn_uses(scene)
    present = set(uses_in_view(snapshot, scene.sight)) if scene.layer("present").shown else set()
    for code in ORDER:
        if code in drawn or code in present:
            washed = style.washed[code] if code in present else None
            full = style.use[code] if code in drawn else None
            found.append(Entry(USES[code].name, "land", washed, drawn=full))
    return found


def _contours(scene: Scene) -> list[Entry]:
    """The kinds of contour that the layer shows."""
    choice = scene.layer("contours").choice
    if not choice:
        return [Entry(tr("Setback contour"), "ring", scene.style.ink["contour"])]
    shown = COMPONENTS if choice == ALL else (choice,)
    return [
        Entry(tr("Contour: {component}", component=component_name(name).lower()), "ring", ink_of(scene, name))
        for name in shown
    ]


def _drawn_uses(scene: Scene) -> set[str]:
    snapshot, view = scene.snapshot, shapely.box(*scene.sight.bounds)
    met = np.flatnonzero(shapely.intersects(shapes_of_things(snapshot), view))
    shown = {name for name, layer in TABLES.items() if scene.layer(layer).shown}
    things = [snapshot.things[i] for i in met.tolist()]
    return {use_of(snapshot, thing) for thing in things if table_of(thing) in shown}


def uses_in_view(snapshot: Snapshot, sight: Sight) -> list[str]:
    """The codes of the present uses in a view, in the order of land_uses.csv."""
    coverage = snapshot.region.imported
    near = atlas_of(snapshot.region).pieces.within(sight.bounds)
    codes = {ORDER[i] for i in np.unique(coverage.use[near]).tolist()}
    codes |= {row.use for row in snapshot.corrections.values()}
    return [code for code in ORDER if code in codes]


def legend_box(style: Style, entries: list[Entry], right: float, bottom: float) -> QRectF:
    """The box that the legend takes where it is written out."""
    metrics = QFontMetricsF(style.font(11.5))
    across = max((metrics.horizontalAdvance(e.text) for e in entries), default=0) + _indent(entries) + 12
    return QRectF(right - across, bottom - len(entries) * _ROW - 12, across, len(entries) * _ROW + 12)


def _indent(entries: list[Entry]) -> int:
    return 44 if any(entry.drawn for entry in entries) else 30


def legend_list(painter: QPainter, style: Style, entries: list[Entry], right: float, bottom: float) -> QRectF:
    """The legend written out, on its lower right corner; gives the box it took."""
    font = style.font(11.5)
    both = any(entry.drawn for entry in entries)
    indent = _indent(entries)
    box = legend_box(style, entries, right, bottom)
    _plate(painter, style, box)
    for place, entry in enumerate(entries):
        y = box.top() + 6 + place * _ROW
        sample = QRectF(box.left() + 10, y + (_ROW - _SWATCH) / 2, _SWATCH, _SWATCH)
        if entry.kind == "land":
            _land_swatch(painter, style, sample, entry.colour, style.ink["hairline"])
            _land_swatch(
                painter, style, sample.translated(_SWATCH + 2, 0), entry.drawn, style.ink["drawn_outline"]
            )
        else:
            _swatch(painter, style, entry, sample.translated((_SWATCH + 2) / 2 if both else 0, 0))
        painter.setFont(font)
        painter.setPen(style.ink["text"])
        line = QRectF(box.left() + indent, y, box.width(), _ROW)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.text)
    return box


def legend_chip(painter: QPainter, style: Style, entries: list[Entry], right: float, bottom: float) -> QRectF:
    """The legend folded up: its word and its colours; a click unfolds it."""
    font, words = style.font(11.5), tr("Legend")
    colours = [c for e in entries if e.kind == "land" and (c := e.drawn or e.colour)][:10]
    across = QFontMetricsF(font).horizontalAdvance(words) + 28 + len(colours) * 9
    box = QRectF(right - across, bottom - 30, across, 30)
    _plate(painter, style, box)
    painter.setFont(font)
    painter.setPen(style.ink["text"])
    inside = box.adjusted(10, 0, 0, 0)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    x = box.right() - 10 - len(colours) * 9
    for colour in colours:
        painter.fillRect(QRectF(x, box.center().y() - 5, 8, 10), colour)
        x += 9
    return box


def _land_swatch(painter: QPainter, style: Style, box: QRectF, colour: QColor | None, line: QColor) -> None:
    if colour is None:
        return
    path = QPainterPath()
    path.addRect(box)
    painter.fillPath(path, colour)
    painter.strokePath(path, QPen(line, 1))


def _swatch(painter: QPainter, style: Style, entry: Entry, box: QRectF) -> None:
    colour = entry.colour or style.ink["text"]
    if entry.kind == "relation":
        painter.setPen(relation_pen(style, entry.symbol))
        painter.drawLine(
            QPointF(box.left() - 2, box.center().y()), QPointF(box.right() + 2, box.center().y())
        )
        return
    if entry.kind == "light":
        ink, radius = style.ink[INKS[entry.symbol]], box.height() / 2
        light(painter, box.center(), radius, entry.symbol, ink, style.ink["raised"], style.base)
        return
    if entry.kind == "symbol":
        path = outline(entry.symbol, box.center(), box.height() / 2 + 1)
        painter.fillPath(path, colour)
        painter.strokePath(path, QPen(style.ink["drawn_outline"], 1))
        return
    painter.save()
    path = QPainterPath()
    path.addRect(box)
    pen = QPen(colour, 1.1)
    if entry.kind == "ring":
        painter.fillPath(path, faded(colour, 2 * wash("outside_contour")))
        pen.setDashPattern([3, 2])
    else:
        painter.setClipPath(path)
        painter.setPen(pen)
        for step in range(-12, 13, 5):
            foot, top = (
                QPointF(box.left() + step, box.bottom()),
                QPointF(box.left() + step + box.height(), box.top()),
            )
            painter.drawLine(foot, top)
        painter.setClipping(False)
    painter.strokePath(path, pen)
    painter.restore()


def notices(snapshot: Snapshot) -> list[str]:
    """What has to stand on the map: that the region is schematic, that what is shown is made up."""
    found = []
    if snapshot.settings.get("example"):
        found.append(tr("Schematic region, areas true"))
    tables = ("site", "use_change", "business", "waiting_land", "sensitive_place")
    rows = [row for table in tables for row in snapshot.rows(table).values()]
    variant = snapshot.variants.get(snapshot.variant)
    if any(row.fictitious for row in rows) or (variant is not None and variant.fictitious):
        found.append(tr("Businesses and layouts fictitious"))
    return found


def notice(painter: QPainter, style: Style, lines: list[str], left: float, top: float, room: float) -> QRectF:
    """Notices on a plate, on its upper left corner, within `room` pixels; gives the box it took."""
    box, rows = _notice_box(style, lines, left, top, room)
    _say(painter, style, box, rows)
    return box


def low_notice(
    painter: QPainter, style: Style, lines: list[str], sight: Sight, right: float, above: float
) -> None:
    """Notices at the lower edge, so that the upper edge is free for a tool.

    They end left of `right` pixels beside the scale bar, or left of `above` pixels where they stand above it.
    """
    _say(painter, style, *_low_notice_box(style, lines, sight, right, above))


def _say(painter: QPainter, style: Style, box: QRectF, rows: list[str]) -> None:
    if not rows:
        return
    _plate(painter, style, box)
    painter.setFont(style.font(_NOTICE))
    painter.setPen(style.ink["secondary"])
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "\n".join(rows))


def _low_notice_box(
    style: Style, lines: list[str], sight: Sight, right: float, above: float
) -> tuple[QRectF, list[str]]:
    """The plate of the notices beside the scale bar, or above it where there is little room."""
    bottom, left = sight.height - EDGE, EDGE + _BAR + 20 + EDGE
    box, rows = _notice_box(style, lines, left, 0, max(right - EDGE - left, 0))
    if len(lines) > 0 and rows != [" · ".join(lines)]:
        box, rows = _notice_box(style, lines, EDGE, 0, above - 2 * EDGE)
        bottom -= 30 + EDGE / 2
    box.moveBottom(bottom)
    return box, rows


def _notice_box(
    style: Style, lines: list[str], left: float, top: float, room: float
) -> tuple[QRectF, list[str]]:
    """The plate of the notices and its rows: one, or one each where there is little room."""
    if not lines:
        return QRectF(left, top, 0, 0), []
    metrics = QFontMetricsF(style.font(_NOTICE))
    rows = [" · ".join(lines)]
    if metrics.horizontalAdvance(rows[0]) + 20 > room:
        rows = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room - 20) for line in lines]
    across = max(metrics.horizontalAdvance(row) for row in rows) + 20
    return QRectF(left, top, across, 8 + 16 * len(rows)), rows


def beside_north(across: float) -> float:
    """The room for notices in a map so wide, at the left of the north arrow."""
    return across - 3 * EDGE - NORTH


def corners(snapshot: Snapshot, style: Style, sight: Sight, *, low: bool = False) -> list[QRectF]:
    """The boxes that the furniture takes in a view, for names to keep out of; `low`: the notices stand at
    the lower edge."""
    right, bottom = sight.width - EDGE, sight.height - EDGE
    said = notices(snapshot)
    return [
        _low_notice_box(style, said, sight, right - 170, right - 170)[0]
        if low
        else _notice_box(style, said, EDGE, EDGE, beside_north(sight.width))[0],
        QRectF(right - NORTH, EDGE, NORTH, 34),
        QRectF(EDGE, bottom - 30, _BAR + 20, 30),
        QRectF(right - 170, bottom - 30, 170, 30),
    ]


def _plate(painter: QPainter, style: Style, box: QRectF) -> None:
    path = QPainterPath()
    path.addRoundedRect(box, 6, 6)
    painter.fillPath(path, faded(style.ink["raised"], 0.88))
    painter.strokePath(path, QPen(style.ink["hairline"], 1))
