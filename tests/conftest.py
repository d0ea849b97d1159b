"""What every test shares: Qt without a screen, English sentences, and the way to the real inputs."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

from scenarios import wording

# How long one example takes says more of the machine than of the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def english() -> None:
    """Sentences in tests are English unless a test asks otherwise."""
    wording.set_language("en")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real inputs; the test is skipped where it is absent."""
    given = os.environ.get("SCHUIFRUIMTE_DATA")
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real inputs (SCHUIFRUIMTE_DATA) are not here")
    return folder
