"""Smooth irregularity that is the same on every machine: sums of waves whose directions come from a name."""

import math
from functools import cache
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]

_WAVES = 9


def noise(points: Floats, name: str, wavelength: float) -> Floats:
    """About -2 to 2 per point (n x 2, m), mean 0, spread 1, varying over about `wavelength` m."""
    turns, phases = _waves(name)
    return np.cos(points @ (turns / wavelength) + phases).sum(axis=1) / math.sqrt(_WAVES / 2)


@cache
def _waves(name: str) -> tuple[Floats, Floats]:
    """Turns per unit of length in x and y (2 x n), and where each wave begins (n), radians."""
    draw = Random(name)
    waves = [
        [draw.uniform(0, 2 * math.pi), draw.uniform(0, 2 * math.pi), draw.uniform(0.7, 1.5)]
        for _ in range(_WAVES)
    ]
    turns = [[2 * math.pi / span * turn(angle) for angle, _, span in waves] for turn in (math.cos, math.sin)]
    return np.array(turns), np.array([phase for _, phase, _ in waves])
