"""What the tests of the project file share."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def fast_project() -> Iterator[Path]:
    """A folder in memory where there is one: the same engine without waiting for a disk."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="schuifruimte-", dir=memory if memory.is_dir() else None))
    yield folder
    shutil.rmtree(folder)
