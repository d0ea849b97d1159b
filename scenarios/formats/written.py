"""Files appear whole or not at all: they are made in a folder beside their place and then moved there."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scenarios.errors import Refused
from scenarios.wording import tr


@contextmanager
def atomically(path: Path) -> Iterator[Path]:
    """A path of the same name to write to; what was written, with its side files, replaces `path` at the end.

    Nothing is left where the writing fails. Raises Refused where the folder is missing or cannot be written.
    """
    if path.is_dir():
        raise Refused(tr("{file} is a folder; give the name of a file in it.", file=path.name))
    if not path.parent.is_dir():
        raise Refused(tr("The folder {folder} is not there; make it first.", folder=str(path.parent)))
    try:
        folder = Path(tempfile.mkdtemp(prefix=".schuifruimte-", dir=path.parent))
        try:
            yield folder / path.name
            for made in sorted(folder.iterdir()):
                os.replace(made, path.with_name(made.name))  # noqa: PTH105 - the system's own error
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(tr("{file} cannot be written: {reason}.", file=path.name, reason=reason)) from error
