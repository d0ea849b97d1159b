"""The command line: everything the window does to a file, for scripts, batch work and independent checks.

Results go to standard output, messages to standard error. Exit codes: 0 done, 1 refused (nothing was
written; also our own mistakes, with the path of a report), 2 wrong use, 3 damaged file. Only the window and
`self-test` load Qt.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from scenarios import wording
from scenarios.commands import arguments, crash
from scenarios.commands.console import DAMAGED, DONE, REFUSED, WRONG_USE, prepare_streams, refuse, say, tell
from scenarios.errors import Damaged, Refused, Stopped
from scenarios.wording import tr


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; `argv` without the program's name."""
    given = list(sys.argv[1:] if argv is None else argv)
    prepare_streams()
    try:
        return _answered(given)
    except Refused as error:
        refuse(error)
        return REFUSED
    except Damaged as error:
        refuse(error)
        return DAMAGED
    except (KeyboardInterrupt, Stopped):
        say(tr("Stopped; nothing was changed."))
        return REFUSED
    except BrokenPipeError:
        # Whoever read the result has read enough; Python would complain once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except MemoryError:
        say(tr("There is not enough memory for this; close other programs or use a smaller file."))
        return REFUSED
    except Exception as error:
        say(crash.sentence(error))
        return REFUSED


def _answered(given: list[str]) -> int:
    try:
        rest = _take_language(given)
        whole, commands = arguments.parser()
        if not rest or _is_file(rest[0], commands):
            return _window(rest, whole)
        _refuse_unknown(rest[0], commands)
        args = whole.parse_args(rest)
    except SystemExit as stop:
        return int(stop.code or 0)
    if args.version:
        tell(_version())
        return DONE
    return RUN[args.command](args)


def _take_language(given: list[str]) -> list[str]:
    """Set the language that `--lang` asks for, wherever it stands, and give the other arguments."""
    rest, wanted = [], wording.system_language()
    words = iter(given)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--lang":
            wanted = next(words, "")
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
        else:
            rest.append(word)
    if wanted not in wording.LANGUAGES:
        wording.set_language(wording.system_language())
        say(tr("--lang cannot be “{value}”; choose nl or en.", value=wanted))
        raise SystemExit(WRONG_USE)
    wording.set_language(wanted)
    return rest


def _is_file(word: str, commands: dict[str, arguments.Parser]) -> bool:
    """Whether a first word that is no command stands for a project: it is there, or looks like a path."""
    if word in commands or word.startswith("-"):
        return False
    return Path(word).suffix.lower() == ".gpkg" or "/" in word or os.sep in word or Path(word).is_file()


def _refuse_unknown(word: str, commands: dict[str, arguments.Parser]) -> None:
    if not word.startswith("-") and word not in commands:
        say(
            tr(
                "There is no command “{word}”; the commands are: {known}.",
                word=word,
                known=", ".join(commands),
            )
        )
        say(tr("See: {command} --help", command="schuifruimte"))
        raise SystemExit(WRONG_USE)


def has_display() -> bool:
    """Whether a window can be shown."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window(rest: list[str], whole: arguments.Parser) -> int:
    if len(rest) > 1:
        whole.error(f"unrecognized arguments: {' '.join(rest[1:])}")
    if not has_display():
        say(tr("There is no display to open a window on. These commands do without:"))
        say(", ".join(name for name in RUN if name != "self-test"))
        say(tr("See: {command} --help", command="schuifruimte"))
        return WRONG_USE
    return open_window(Path(rest[0]) if rest else None)


_LIBRARIES = "libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0"


def open_window(path: Path | None, example: bool = False) -> int:
    """Open the window until it is closed; exit code 2 where this system lacks what Qt needs."""
    try:
        from desktop import window
    except ImportError as error:
        say(tr("The window cannot be opened on this system: {reason}", reason=error))
        if sys.platform.startswith("linux"):
            say(tr("On Debian and Ubuntu install: {packages}", packages=_LIBRARIES))
        say(tr("The commands work without it; see: {command} --help", command="schuifruimte"))
        return WRONG_USE
    return window.run(path, example=example)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"Schuifruimte {version('schuifruimte')}"
    except PackageNotFoundError:
        return "Schuifruimte"


def _demo(args: Namespace) -> int:
    if args.out is None and has_display():
        return open_window(None, example=True)
    from scenarios.commands import demonstration

    return demonstration.run(args)


def _new(args: Namespace) -> int:
    from scenarios.commands import making

    return making.new(args)


def _land_use(args: Namespace) -> int:
    from scenarios.commands import making

    return making.land_use(args)


def _variants(args: Namespace) -> int:
    from scenarios.commands import variants

    return variants.list_variants(args)


def _variant(args: Namespace) -> int:
    from scenarios.commands import variants

    return variants.add(args)


def _place(args: Namespace) -> int:
    from scenarios.commands import making

    return making.place(args)


def _programme(args: Namespace) -> int:
    from scenarios.commands import planning

    return planning.run(args)


def _propose(args: Namespace) -> int:
    from scenarios.commands import proposing

    return proposing.run(args)


def _assess(args: Namespace) -> int:
    from scenarios.commands import assessing

    return assessing.run(args)


def _compare(args: Namespace) -> int:
    from scenarios.commands import comparing

    return comparing.run(args)


def _check(args: Namespace) -> int:
    from scenarios.commands import checking

    return checking.run(args)


def _export(args: Namespace) -> int:
    from scenarios.commands import exporting

    return exporting.run(args)


def _self_test(args: Namespace) -> int:
    from desktop import self_test

    return self_test.run()


RUN: dict[str, Callable[[Namespace], int]] = {
    "demo": _demo,
    "new": _new,
    "land-use": _land_use,
    "variants": _variants,
    "variant": _variant,
    "place": _place,
    "programme": _programme,
    "propose": _propose,
    "assess": _assess,
    "compare": _compare,
    "check": _check,
    "export": _export,
    "self-test": _self_test,
}
"""What each command runs; its module is loaded then, so that help answers at once."""
