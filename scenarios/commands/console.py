"""What a command says: results on standard output, everything else on standard error, never both mixed up."""

import json
import shutil
import sys
from collections.abc import Sequence
from typing import Any, TypeVar

from scenarios.progress import Job
from scenarios.wording import number, tr

T = TypeVar("T")

DONE, REFUSED, WRONG_USE, DAMAGED = 0, 1, 2, 3
"""The exit codes."""
MOST_LINES = 3
"""At most this many lines on standard error when a command is refused."""


def prepare_streams() -> None:
    """Have no character end a command: what a console cannot show is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def give(answer: dict[str, Any]) -> None:
    """Print one JSON object and nothing else; plain ASCII where the output is not UTF-8."""
    plain = "utf" not in (getattr(sys.stdout, "encoding", None) or "").lower()
    print(json.dumps(answer, ensure_ascii=plain, allow_nan=False))


def tell(text: str) -> None:
    """Print a line of the result."""
    print(text)


def say(text: str) -> None:
    """Print a message beside the result, on standard error."""
    print(text, file=sys.stderr)


def refuse(error: BaseException) -> None:
    """Say why a command was refused, in a few lines at most."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    for line in lines[:MOST_LINES] or [type(error).__name__]:
        say(line)


def follow(job: Job[T]) -> T:
    """Run a job to its end; how far it is shows on standard error where that is a terminal.

    The job is closed when the user interrupts, so that it can clean up.
    """
    shows = sys.stderr.isatty()
    width = shutil.get_terminal_size().columns - 1
    try:
        while True:
            try:
                progress = next(job)
            except StopIteration as end:
                return end.value
            if shows:
                share = progress.done / progress.total if progress.total else 0.0
                line = f"{number(100 * min(share, 1.0)):>3} %  {progress.note}"[:width]
                print("\r" + line.ljust(width), end="", file=sys.stderr, flush=True)
    finally:
        job.close()
        if shows:
            print("\r" + " " * width + "\r", end="", file=sys.stderr, flush=True)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int] = ()) -> None:
    """Print an aligned table; the columns at the positions in `numeric` are set right."""
    shown = [[_line(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[i]) for row in shown) for i in range(len(header))]
    for position, row in enumerate(shown):
        cells = (
            cell.rjust(width) if i in numeric else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        tell("  ".join(cells).rstrip())
        if position == 0:
            tell("  ".join("-" * width for width in widths))


def _line(text: str) -> str:
    """A text on one line, without characters that steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def heading(text: str) -> None:
    """Print a heading between parts of a result."""
    tell("")
    tell(_line(text))


def wrote(path: object) -> None:
    """Say which file was written."""
    say(tr("Written: {path}", path=path))
