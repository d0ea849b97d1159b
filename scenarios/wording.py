"""Every visible sentence and number goes through here, so that Dutch and English are one switch apart.

English sentences are the keys; `resources/texts/<language>.po` holds the other languages. Babel is loaded
when the first sentence or number of another language is needed.
"""

import locale
from datetime import date
from functools import cache, lru_cache
from typing import Any

from scenarios import resource

LANGUAGES = ("nl", "en")
_current = "en"


def set_language(language: str) -> None:
    """Switch the language of all later sentences, numbers and dates: `nl` or `en`."""
    global _current
    if language not in LANGUAGES:
        raise ValueError(language)
    _current = language


def language() -> str:
    """The language now in force."""
    return _current


def system_language() -> str:
    """Dutch where the system is Dutch, else English."""
    return "nl" if (locale.getlocale()[0] or "").lower().startswith(("nl", "dutch")) else "en"


@cache
def _catalogue(lang: str) -> dict[str, str]:
    from babel.messages.pofile import read_po

    source = resource.path("texts", f"{lang}.po")
    if not source.exists():
        return {}
    with source.open("rb") as lines:
        return {str(m.id): str(m.string) for m in read_po(lines) if m.id and m.string}


def tr(message: str, /, **values: Any) -> str:
    """The sentence in the language in force, with `{name}` filled from the values (as plain text)."""
    said = message if _current == "en" else _catalogue(_current).get(message, message)
    return said.format(**values) if values else said


def mark(message: str, /) -> str:
    """Mark a sentence for the catalogue that is translated later, with `tr`."""
    return message


def number(value: float, decimals: int = 0) -> str:
    """A number in the language's format, for instance 1.234,5 in Dutch."""
    return _number(round(value, decimals) + 0.0, decimals, _current)


@lru_cache(maxsize=50_000)
def _number(value: float, decimals: int, lang: str) -> str:
    """Kept, because a table of numbers that follows the mouse asks for the same ones again and again."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=lang)


def signed(value: float, decimals: int = 0) -> str:
    """A difference with its sign: +1,2, -0,4 or 0."""
    rounded = round(value, decimals)
    if rounded == 0:
        return number(0, decimals)
    return ("+" if rounded > 0 else "\u2212") + number(abs(rounded), decimals)


def hectares(m2: float, decimals: int = 1) -> str:
    """Square metres as hectares with their unit: 12,3 ha."""
    return f"{number(m2 / 10_000, decimals)} ha"


def day(value: date) -> str:
    """A date: 24-11-2026 in Dutch, 24 Nov 2026 in English."""
    from babel.dates import format_date

    return format_date(value, "dd-MM-yyyy" if _current == "nl" else "d MMM yyyy", locale=_current)
