"""What stands round a map so that it can be read: legend, scale bar, north arrow, heading and credits."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from scenarios import wording
from scenarios.reports.drawing import Frame, element, ink, paint, plain, words
from scenarios.reports.labels import Box, shortened, width_of

LINE = 17.0
"""Height of a line of the legend, units."""


Look: TypeAlias = Literal["fill", "drawn", "hexagon", "square", "ring", "diamond"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: how its sample looks, its colour, the letter on it, and what it means."""

    look: Look
    colour: str
    text: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the legend and its lines."""

    heading: str
    entries: tuple[Entry, ...]


def legend(groups: Sequence[Group], left: float, top: float, width: float, columns: int) -> tuple[str, float]:
    """The legend as SVG, set in columns below each heading, and its height."""
    parts: list[str] = []
    y = top
    across = width / columns
    for group in groups:
        if not group.entries:
            continue
        parts.append(words(group.heading, left, y + 11, 10.5, font_weight=600, fill=ink("text")))
        y += LINE
        rows = math.ceil(len(group.entries) / columns)
        for number, entry in enumerate(group.entries):
            column, row = divmod(number, rows)
            parts.append(_entry(entry, left + column * across, y + row * LINE, across))
        y += rows * LINE + 7
    return "".join(parts), y - top


def _entry(entry: Entry, left: float, top: float, across: float) -> str:
    text = shortened(entry.text, 10, across - 36)
    return sample(entry, left, top) + words(text, left + 28, top + 10, 10, fill=ink("secondary"))


def sample(entry: Entry, left: float, top: float) -> str:
    """The little picture in front of a line of the legend."""
    box = {"x": left, "y": top + 1, "width": 22.0, "height": 11.0}
    match entry.look:
        case "fill":
            return element("rect", fill=entry.colour, stroke=ink("hairline"), stroke_width=0.6, **box)
        case "drawn":
            frame = element("rect", fill=entry.colour, stroke=paint("drawn_outline"), stroke_width=1.0, **box)
            return frame + lettered(entry.letter, left + 11, top + 6.5, 7.5, entry.colour)
        case "hexagon" | "square":
            return symbol(entry.look, left + 11, top + 6.5, 6.5, entry.colour, entry.letter)
        case "ring":
            look = {"fill": entry.colour, "fill_opacity": 0.08, "stroke": entry.colour, "stroke_width": 1.1}
            return element("rect", rx=5.5, stroke_dasharray="3 2", **look, **box)
        case "diamond":
            return diamond(left + 11, top + 6.5, entry.colour)


def diamond(x: float, y: float, colour: str) -> str:
    """A small diamond, for a present business."""
    look = {"fill": colour, "stroke": ink("raised"), "stroke_width": 0.8}
    return element("path", d=f"M{x:.1f} {y - 4:.1f}l4 4-4 4-4-4z", **look)


def lettered(letter: str, x: float, y: float, size: float, ground: str) -> str:
    """A letter in the middle of a place, in ink or in white, whichever reads better on its ground."""
    if not letter:
        return ""
    colour = ink("raised") if luminance(ground) < 0.36 else paint("drawn_outline")
    return words(letter, x, y + size * 0.36, size, text_anchor="middle", font_weight=600, fill=colour)


def luminance(colour: str) -> float:
    """How light a colour `#RRGGBB` is, 0 to 1, as WCAG counts it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def symbol(shape: str, x: float, y: float, radius: float, colour: str, letter: str) -> str:
    """A hexagon or square with a letter, for a site too small to be seen as an area."""
    if shape == "hexagon":
        turns, reach = [math.pi / 3 * i for i in range(6)], radius
    else:
        turns, reach = [math.pi / 4 + math.pi / 2 * i for i in range(4)], radius * 1.19
    points = " ".join(f"{x + reach * math.sin(a):.1f},{y - reach * math.cos(a):.1f}" for a in turns)
    look = {"stroke": ink("raised"), "stroke_width": 1.4, "stroke_linejoin": "round"}
    body = element("polygon", points=points, fill=colour, **look)
    return body + lettered(letter, x, y, radius * 1.15, colour)


def scale_bar(frame: Frame) -> str:
    """A bar of a round length, lower left in the map."""
    length = _round_length(frame.width / frame.scale * 0.22)
    across = length * frame.scale
    x, y = frame.left + 12, frame.top + frame.height - 14
    label = (
        f"{wording.number(length / 1000, 0 if length % 1000 == 0 else 1)} km"
        if length >= 1000
        else f"{wording.number(length)} m"
    )
    plate = _plate(x - 6, y - 17, across + 12, 25)
    look = {"fill": ink("raised"), "stroke": ink("text"), "stroke_width": 0.8}
    bar = element("rect", x=x, y=y, width=across, height=3.0, **look)
    half = element("rect", x=x, y=y, width=across / 2, height=3.0, fill=ink("text"))
    return plate + bar + half + words(label, x + across, y - 4, 10, text_anchor="end", fill=ink("text"))


def _round_length(about: float) -> float:
    power = 10 ** math.floor(math.log10(about))
    return max(step * power for step in (1, 2, 5) if step * power <= about)


def _plate(x: float, y: float, width: float, height: float) -> str:
    look = {"fill": ink("raised"), "fill_opacity": 0.82}
    return element("rect", x=x, y=y, width=width, height=height, rx=3.0, **look)


def north(frame: Frame) -> str:
    """An arrow to the north, upper right in the map (the grid's north)."""
    x, y = frame.left + frame.width - 18, frame.top + 12
    plate = _plate(x - 10, y - 6, 20, 36)
    arrow = element("path", d=f"M{x:.1f} {y:.1f}l5 14-5-3.5-5 3.5z", fill=ink("text"))
    return plate + arrow + words("N", x, y + 26, 10, text_anchor="middle", font_weight=600, fill=ink("text"))


def heading(title: str, remark: str, labels: Sequence[str], left: float, top: float, width: float) -> str:
    """The line above a map: what it shows, and labels such as "fictitious" at the right."""
    parts: list[str] = []
    right = left + width
    for label in reversed(labels):
        across = width_of(label, 9, bold=True) + 12
        right -= across
        look = {"fill": ink("warning_wash"), "rx": 3.0}
        parts.append(element("rect", x=right, y=top, width=across, height=16.0, **look))
        said = {"text_anchor": "middle", "font_weight": 600, "fill": ink("warning")}
        parts.append(words(label, right + across / 2, top + 11.5, 9, **said))
        right -= 6
    room = right - left - 10
    title = shortened(title, 13, room * (0.75 if remark else 1.0))
    parts.append(
        f'<text x="{left:.1f}" y="{top + 13:.1f}" font-size="13" font-weight="600" fill="{ink("text")}">'
        f'{plain(title)}<tspan dx="8" font-size="11" font-weight="400" fill="{ink("secondary")}">'
        f"{plain(remark)}</tspan></text>"
    )
    return "".join(parts)


def border(frame: Frame, width: float, height: float) -> str:
    """The blank margins that cover what sticks out of the map, and the hairline round it."""
    paper = ink("raised")
    right, bottom = frame.left + frame.width, frame.top + frame.height
    margins = (
        (0.0, 0.0, width, frame.top),
        (0.0, bottom, width, height - bottom),
        (0.0, frame.top, frame.left, frame.height),
        (right, frame.top, width - right, frame.height),
    )
    blank = "".join(
        element("rect", x=x, y=y, width=w, height=h, fill=paper) for x, y, w, h in margins if w > 0 and h > 0
    )
    look = {"fill": "none", "stroke": ink("hairline"), "stroke_width": 1.0}
    box = element("rect", x=frame.left, y=frame.top, width=frame.width, height=frame.height, **look)
    return blank + box


def credits(text: str, left: float, top: float) -> str:
    """The small line below a map: where it comes from."""
    return words(text, left, top + 9, 8.5, fill=ink("secondary"))


def tag(name: str, remark: str, box: Box, edge: str) -> str:
    """A name tag: the name in bold and its hectares, on a plate with a coloured edge."""
    x, y, right, bottom = box
    look = {"fill": ink("raised"), "fill_opacity": 0.94, "stroke": edge, "stroke_width": 0.9}
    plate = element("rect", x=x, y=y, width=right - x, height=bottom - y, rx=3.0, **look)
    return (
        f'{plate}<text x="{(x + right) / 2:.1f}" y="{(y + bottom) / 2 + 3.4:.1f}" text-anchor="middle" '
        f'font-size="9.5" fill="{ink("text")}">'
        f'<tspan font-weight="600">{plain(name)}</tspan>'
        f'<tspan dx="4" fill="{ink("secondary")}">{plain(remark)}</tspan></text>'
    )


def number_tag(number: str, box: Box, colour: str) -> str:
    """The number of a place, white on a coloured plate."""
    x, y, right, bottom = box
    plate = element("rect", x=x, y=y, width=right - x, height=bottom - y, rx=7.0, fill=colour)
    look = {"text_anchor": "middle", "font_weight": 600, "fill": ink("raised")}
    return plate + words(number, (x + right) / 2, (y + bottom) / 2 + 3.4, 9.5, **look)


def tag_width(name: str, remark: str) -> float:
    """The width that a name tag needs."""
    return width_of(name, 9.5, bold=True) + width_of(remark, 9.5) + (4 if remark else 0) + 10
