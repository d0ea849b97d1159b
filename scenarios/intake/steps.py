"""Jobs made of jobs: the progress of a part shown as a stretch of the whole."""

from typing import TypeVar

from scenarios.progress import Job, Progress

T = TypeVar("T")


def part(job: Job[T], start: float, end: float) -> Job[T]:
    """Run a job as the stretch from `start` to `end` (0 to 1) of a whole, and give its result."""
    while True:
        try:
            step = next(job)
        except StopIteration as done:
            return done.value
        share = step.done / step.total if step.total else 0.0
        yield Progress(start + (end - start) * min(max(share, 0.0), 1.0), 1, step.note)
