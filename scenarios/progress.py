"""Long work reports how far it is by yielding, so that the core needs no threads and can be stopped."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` parts, and what it is doing, in the user's language."""

    done: float
    total: float
    note: str = ""


Job = Generator[Progress, None, T]


def drain(job: Job[T]) -> T:
    """Run a job to its end and give its result, without showing progress."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value
