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
def filled(folder: Path) -> Iterator[tuple[Path, list[Path]]]:
    """A new folder for files that then go to `folder` (made where missing), and a list of their paths.

    The list is filled at the end. Nothing is left where the writing fails. Raises Refused where `folder` is a
    file, or cannot be made or written.
    """
    if folder.exists() and not folder.is_dir():
        raise Refused(tr("{file} is a file; name a folder to write to.", file=folder.name))
    parent = folder.resolve().parent
    if not parent.is_dir():
        raise Refused(tr("The folder {folder} is not there; make it first.", folder=str(parent)))
    made: list[Path] = []
    try:
        unfinished = Path(tempfile.mkdtemp(prefix=".schuifruimte-", dir=parent))
        try:
            yield unfinished, made
            folder.mkdir(exist_ok=True)
            for path in sorted(unfinished.iterdir()):
                os.replace(path, folder / path.name)  # noqa: PTH105 - the system's own error
                made.append(folder / path.name)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(tr("{file} cannot be written: {reason}.", file=str(folder), reason=reason)) from error


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
