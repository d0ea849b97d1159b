"""What tests of the window share: settings of their own, a dressed application, an open small project."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings

from desktop import look, text, work
from desktop.session import Session
from tests.makers import project


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> Path:
    """Nothing a test remembers reaches the user's settings or another test."""
    folder = tmp_path / "settings"
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    return folder


@pytest.fixture
def dressed(qapp, own_settings):
    """The application in the light look and in English; ends without jobs."""
    bury(qapp)
    if look.stylesheet() != qapp.styleSheet() or look.chosen() != "light":
        look.start(qapp)
        look.choose("light", keep=False)
    text.set_language("en", keep=False)
    yield qapp
    work.stop_all()
    bury(qapp)


def bury(app) -> None:
    """Have widgets of earlier tests go for good: nothing else does without an event loop."""
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A project file with the small region of tests/makers.py and nothing drawn."""
    return project(tmp_path / "small region.gpkg")


@pytest.fixture
def session(dressed, project_path: Path):
    """A session with the small project open for editing."""
    made = Session()
    made.open(project_path)
    yield made
    if made.document is not None:
        made.close()
