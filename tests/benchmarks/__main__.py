"""Runs the benchmarks by name, or all of them, and prints figure, peer, ratio and target."""

import importlib
import os
import pkgutil
import sys

import tests.benchmarks as here

HELPERS = ("__main__", "inputs", "processes")


def names() -> list[str]:
    """The benchmark modules there are."""
    return [m.name for m in pkgutil.iter_modules(here.__path__) if m.name not in HELPERS]


def main(chosen: list[str]) -> int:
    """Run the chosen benchmarks; exit code 2 where one does not exist."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    unknown = sorted(set(chosen) - set(names()))
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(names())}", file=sys.stderr)
        return 2
    print(f"{'what':58} {'figure':>10} {'unit':6} {'peer':>10} {'ratio':>6}  target")
    for name in chosen or names():
        for row in importlib.import_module(f"tests.benchmarks.{name}").run():
            peer = "" if row.peer is None else f"{row.peer:.3g}"
            ratio = "" if not row.peer else f"{row.figure / row.peer:.2f}"
            told = f"{row.target}{f' ({row.peer_name})' if row.peer_name else ''}"
            print(f"{row.name:58} {row.figure:>10.3g} {row.unit:6} {peer:>10} {ratio:>6}  {told}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
