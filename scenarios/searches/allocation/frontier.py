"""The frontier between two or three goals: points where none gets better unless another gets worse.

By epsilon-constraint: one goal is made best while the others are held under limits that sweep from their
worst to their best. A trace of the other goals in the objective keeps each point from being dominated in
them.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.searches.allocation.demands import Demand
from scenarios.searches.allocation.program import Program, Vector
from scenarios.searches.allocation.space import Space

_SLACK = 1e-9
"""A goal once reached is held with this much leeway, as a part of it, against rounding."""

_SAME = 1e-6

_TRACE = 1e-4
"""How much of the other goals' spans, as a part of the first one's, weighs in the objective."""


@dataclass(frozen=True, eq=False)
class Point:
    """A proposal on the frontier: what it comes to per goal (lower is better), and hectares per column."""

    values: tuple[float, ...]
    converted: Vector


def frontier(
    space: Space, demands: Sequence[Demand], goals: Mapping[str, Vector], points: int = 30
) -> Iterator[tuple[int, int, Point | None]]:
    """Yields (done, of how many, point or None) while it goes; two or three goals, by key.

    With three goals the second one's limit goes down in steps, and at each the third one's over what is
    then possible. Nothing at all where the demands cannot be met. Points come in the order of the sweep;
    equal ones are left out.
    """
    names = list(goals)
    program = Program(space, demands, goals)
    corners = [_lexicographic(program, goals, [name, *(n for n in names if n != name)]) for name in names]
    if any(corner is None for corner in corners):
        return
    ends = np.array([corner.values for corner in corners if corner is not None])
    best, worst = ends.min(axis=0), ends.max(axis=0)
    span = np.maximum(worst - best, 1e-12)
    costs = np.sum(
        [goals[name] * (_TRACE * span[0] / span[i] if i else 1) for i, name in enumerate(names)], 0
    )
    # A goal that gives nothing up for the others needs no steps.
    swept = [i for i in range(1, len(names)) if span[i] > _SAME * max(1.0, abs(best[i]))] or [1]
    rows = 1 if len(swept) == 1 else max(2, round(points**0.5))
    along = points if rows == 1 else math.ceil(points / rows)
    seen: list[Point] = []
    done = 0
    for row in range(rows):
        high, low, last = worst[swept[-1]], best[swept[-1]], names[swept[-1]]
        if rows > 1:
            program.cap(names[1], _held(worst[1] - span[1] * row / (rows - 1)))
            high, low = _reach(program, goals[last], costs)
        program.minimise(costs)
        for most in np.linspace(high, low, along):
            program.cap(last, _held(float(most)))
            answer = program.solve()
            done += 1
            point = None if answer is None else _point(goals, answer.converted)
            if point is None or any(_alike(point, other, best, worst) for other in seen):
                yield done, rows * along, None
            else:
                seen.append(point)
                yield done, rows * along, point
        program.cap(last)


def _reach(program: Program, goal: Vector, costs: Vector) -> tuple[float, float]:
    """What a goal comes to where `costs` alone are made best, and the best that it can come to itself."""
    found = []
    for objective in (costs, goal):
        program.minimise(objective)
        answer = program.solve()
        if answer is None:
            raise ArithmeticError("a limit between the best and the worst of a goal cannot be met")
        found.append(float(goal @ answer.converted))
    return found[0], found[1]


def _lexicographic(program: Program, goals: Mapping[str, Vector], order: Sequence[str]) -> Point | None:
    """The answer that is best in the goals one after another."""
    answer = None
    for name in order:
        program.minimise(goals[name])
        answer = program.solve()
        if answer is None:
            break
        program.cap(name, _held(float(goals[name] @ answer.converted)))
    for name in goals:
        program.cap(name)
    return None if answer is None else _point(goals, answer.converted)


def _point(goals: Mapping[str, Vector], converted: Vector) -> Point:
    return Point(tuple(float(figures @ converted) for figures in goals.values()), converted)


def _held(most: float) -> float:
    return most + _SLACK * max(1.0, abs(most))


def _alike(point: Point, other: Point, best: Vector, worst: Vector) -> bool:
    span = np.maximum(worst - best, 1e-12)
    return bool((np.abs(np.subtract(point.values, other.values)) <= _SAME * span).all())


def non_dominated(points: Sequence[Point]) -> list[Point]:
    """The points that no other is at least as good as in every goal and better in one."""
    values = np.array([point.values for point in points])
    if len(values) == 0:
        return []
    span = np.maximum(values.max(axis=0) - values.min(axis=0), 1e-12)
    kept = []
    for i, point in enumerate(points):
        ahead = (values <= values[i] + _SAME * span).all(axis=1) & (values < values[i] - _SAME * span).any(
            axis=1
        )
        if not ahead.any():
            kept.append(point)
    return kept


def distance(values: Sequence[float], points: Sequence[Point]) -> tuple[float, int] | None:
    """How far figures lie from a frontier, as a part of its span (0: on it), and to which point.

    The distance is the least, over the points, of the largest part by which a goal would get better.
    """
    if not points:
        return None
    table = np.array([point.values for point in points])
    span = np.maximum(table.max(axis=0) - table.min(axis=0), 1e-12)
    behind = np.abs((np.asarray(values) - table) / span).max(axis=1)
    nearest = int(np.argmin(behind))
    return float(behind[nearest]), nearest
