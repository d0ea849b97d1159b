"""What this machine remembers beside the projects: language, look, author, recent files, the window's state.

One INI file per user, read and written as JSON texts so that every value comes back with its own type.
"""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

ORGANISATION = "Schuifruimte"


def _store() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANISATION, ORGANISATION)


def recall(name: str, default: Any = None) -> Any:
    """The remembered value under a name; the default where there is none or it cannot be read."""
    text = _store().value(name)
    if not isinstance(text, str):
        return default
    try:
        return json.loads(text)
    except ValueError:
        return default


def remember(name: str, value: Any) -> None:
    """Keep a JSON-able value under a name; None forgets it."""
    store = _store()
    if value is None:
        store.remove(name)
    else:
        store.setValue(name, json.dumps(value))


def folder(*parts: str) -> Path:
    """A folder beside the settings file, made where it is missing: pictures of projects, crash reports."""
    found = Path(_store().fileName()).parent.joinpath(*parts)
    found.mkdir(parents=True, exist_ok=True)
    return found
