"""Our own mistakes in a command: one sentence for the user, and a report that can be sent to the makers."""

import os
import platform
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from scenarios.wording import tr


def sentence(error: BaseException) -> str:
    """What the user reads of an exception that nobody expected; the rest goes to a report."""
    path = _report(error)
    if path is None:
        return tr(
            "The program made a mistake ({kind}); no report could be written.", kind=type(error).__name__
        )
    return tr("The program made a mistake; a report for its makers is in {path}", path=path)


def folder() -> Path:
    """Where crash reports go: the user's cache folder."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or tempfile.gettempdir()
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "schuifruimte" / "crashes"


def _report(error: BaseException) -> Path | None:
    now = datetime.now()
    lines = [
        f"{now.isoformat(timespec='seconds')}, Python {platform.python_version()}, {platform.platform()}",
        f"schuifruimte {' '.join(sys.argv[1:2])}",
        "",
        *traceback.format_exception(error),
    ]
    for place in (folder, lambda: Path(tempfile.gettempdir())):
        try:
            where = place()
            where.mkdir(parents=True, exist_ok=True)
            path = where / f"schuifruimte-{now:%Y%m%d-%H%M%S-%f}.txt"
            path.write_text("\n".join(lines), encoding="utf-8")
        except (OSError, RuntimeError):
            continue
        return path
    return None
