"""How the map is drawn, gathered from the tokens once per look, so that a worker thread can hold on to it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont

from desktop import look
from scenarios import resource
from scenarios.landuse.catalogue import USES


@dataclass(frozen=True, eq=False)
class Style:
    """Colours by meaning (map.toml and the interface's own), land uses at full colour and washed, and a font.

    `mode`: light or dark. Widths, washes and scales are read by `width`, `wash` and `limit`.
    """

    mode: str
    ink: Mapping[str, QColor]
    use: Mapping[str, QColor]
    washed: Mapping[str, QColor]
    base: QFont

    def font(self, pixels: float, *, medium: bool = False, capitals: bool = False) -> QFont:
        """The interface font at a size in device-independent pixels, for names in small capitals."""
        found = QFont(self.base)
        found.setPixelSize(max(round(pixels), 1))
        if medium:
            found.setWeight(QFont.Weight.DemiBold)
        if capitals:
            found.setCapitalization(QFont.Capitalization.SmallCaps)
            found.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
        return found

    def on(self, colour: QColor) -> QColor:
        """The ink that reads on a colour: dark on light ones, light on dark ones."""
        return self.ink["on_light"] if _lightness(colour) > 0.42 else self.ink["on_dark"]


def style() -> Style:
    """The style of the look in force; to be asked on the window's thread."""
    return _style(look.mode())


@cache
def _style(mode: str) -> Style:
    palette = _palette()
    ink = {role: look.map_colour(role) for role in palette[mode]}
    for role in ("surface", "raised", "text", "secondary", "hairline", "accent", "accent_text", "warning"):
        ink[role] = look.colour(role)
    ink["on_light"], ink["on_dark"] = QColor(palette["light"]["name"]), QColor(palette["dark"]["name"])
    use = {code: QColor(row.colour) for code, row in USES.items()}
    background = dim if mode == "dark" else lambda colour: calm(mixed(colour, ink["ground"], wash("present")))
    washed = {code: background(colour) for code, colour in use.items()}
    return Style(mode, ink, use, washed, look.font())


@cache
def _palette() -> dict:
    return resource.toml("palettes", "map.toml")


def width(name: str) -> float:
    """The width of a line by meaning, device-independent pixels."""
    return float(_palette()["width"][name])


def wash(name: str) -> float:
    """A share of colour or of surface by meaning, 0-1."""
    return float(_palette()["wash"][name])


def limit(name: str) -> float:
    """The map scale denominator below which something appears, by meaning."""
    return float(_palette()["scale"][name])


def of_site(kind: str) -> Mapping[str, str]:
    """Colour, letter and symbol of a kind of site; unknown kinds look like a hub."""
    kinds = _palette()["site"]
    return kinds.get(kind, kinds["hub"])


def mixed(colour: QColor, towards: QColor, share: float) -> QColor:
    """A colour moved a share of the way towards another one."""
    keep = 1 - share
    return QColor(
        round(colour.red() * keep + towards.red() * share),
        round(colour.green() * keep + towards.green() * share),
        round(colour.blue() * keep + towards.blue() * share),
    )


def calm(colour: QColor) -> QColor:
    """A colour with its chroma bent below the limit for backgrounds, its lightness and hue kept (in OKLab).

    Pure yellow and green would otherwise outshine what is drawn on them, however much they are washed.
    """
    lightness, a, b = _oklab(colour)
    return _from_oklab(lightness, *_bent(a, b, wash("chroma")))


def dim(colour: QColor) -> QColor:
    """A colour as background in the dark look: its hue, with lightness and chroma brought into a narrow dark
    range, since a mix with a dark surface turns light uses grey and muddy."""
    lightness, a, b = _oklab(colour)
    return _from_oklab(wash("dark_base") + wash("dark_span") * lightness, *_bent(a, b, wash("chroma_dark")))


def chroma_of(colour: QColor) -> float:
    """How far a colour is from grey, in OKLab: 0 to about 0.3."""
    _, a, b = _oklab(colour)
    return math.hypot(a, b)


def _bent(a: float, b: float, most: float) -> tuple[float, float]:
    chroma = math.hypot(a, b)
    if chroma <= most / 2:
        return a, b
    bent = most / 2 + (most / 2) * math.tanh((chroma - most / 2) / (most / 2))
    return a * bent / chroma, b * bent / chroma


def faded(colour: QColor, opacity: float) -> QColor:
    """A colour with its opacity multiplied."""
    found = QColor(colour)
    found.setAlphaF(min(max(colour.alphaF() * opacity, 0.0), 1.0))
    return found


def appear(denominator: float, threshold: float) -> float:
    """How far something shows that appears below a scale: 0 at the threshold, 1 at three quarters of it.

    Nothing shows so faintly that it looks like a stain.
    """
    strength = min(max((threshold - denominator) / (threshold * 0.25), 0.0), 1.0)
    return strength if strength >= _FAINTEST else 0.0


_FAINTEST = 0.4


def _lightness(colour: QColor) -> float:
    # Relative luminance of WCAG, on which contrast is defined.
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) ** 0.5


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _curved(part: float) -> int:
    part = min(max(part, 0.0), 1.0)
    return round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))


# The matrices of OKLab, Ottosson 2020.


def _oklab(colour: QColor) -> tuple[float, float, float]:
    r, g, b = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> QColor:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return QColor(
        _curved(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _curved(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _curved(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )
