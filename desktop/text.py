"""The language of the window, switchable at run time: each widget says once how it is worded.

    retranslate(button, lambda: button.setText(tr("Open")))

Sentences are literal English in `tr(...)`; see scenarios/wording.py.
"""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject

from desktop.remember import recall, remember
from desktop.switch import Switch
from scenarios import wording

_switch = Switch("language")

NAMES = (("nl", "Nederlands"), ("en", "English"))
"""The languages by code, each under its own name."""


def retranslate(owner: QObject, setter: Callable[[], object]) -> None:
    """Word a widget now and whenever the language is switched; the setter calls `tr` itself."""
    _switch.add(owner, setter)


def system_language() -> str:
    """Dutch where the system's first language is Dutch, else English."""
    first = next(iter(QLocale.system().uiLanguages()), "")
    return "nl" if first.lower().startswith("nl") else wording.system_language()


def set_language(language: str, *, keep: bool = True) -> None:
    """Switch to `nl` or `en`, reword every widget, and (unless told otherwise) remember the choice."""
    wording.set_language(language)
    if keep:
        remember("language", language)
    QLocale.setDefault(QLocale("nl_NL" if language == "nl" else "en_GB"))
    _switch.throw()


def start() -> None:
    """Take up the remembered language, or the system's."""
    kept = recall("language")
    set_language(kept if kept in wording.LANGUAGES else system_language(), keep=False)
