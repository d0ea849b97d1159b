"""Benchmarks: how fast things are, beside a peer and a target; run with `python -m tests.benchmarks [NAME]`.

Each module has `run() -> list[Row]`. They measure; they do not pass or fail.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured figure, the peer's figure in the same run where there is one, and the target."""

    name: str
    figure: float
    unit: str
    target: str
    peer: float | None = None
    peer_name: str = ""
