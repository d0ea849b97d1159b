"""One window edits a file at a time: a lock that the system releases when a program ends, however it ends.

It lies in the temporary folder under the file's identity, not beside the project: the project stays one file.
Between two machines on one share the change counter (see document.py) does this work.
"""

import os
import sys
import tempfile
from pathlib import Path

from scenarios.errors import Refused
from scenarios.wording import tr


def hold(path: Path) -> int:
    """Take the lock on a file and give its handle for `release`; Refused where another window has it."""
    handle = os.open(_lock_file(path), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        raise Refused(
            tr(
                "{file} is already open in another window; edit it there, or close it there first.",
                file=path.name,
            )
        ) from error
    return handle


def release(handle: int) -> None:
    """Give the lock back."""
    os.close(handle)


def _lock_file(path: Path) -> Path:
    found = path.stat()
    user = os.getuid() if sys.platform != "win32" else 0
    folder = Path(tempfile.gettempdir()) / f"schuifruimte-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{found.st_dev:x}-{found.st_ino:x}.lock"


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
