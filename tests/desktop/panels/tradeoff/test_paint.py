"""The colours of the table say more and less to whoever sees red and green alike, too."""

import numpy as np
import pytest

from desktop import look
from desktop.panels.tradeoff.paint import wash

# Machado, Oliveira and Fernandes (2009), full severity, on linear RGB.
SIMULATED = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
JUST_NOTICEABLE = 2.3


def on_ground(colour):
    """A wash on the ground of the table as linear RGB."""
    ground, over = (np.array([c.redF(), c.greenF(), c.blueF()]) for c in (look.colour("surface"), colour))
    srgb = ground * (1 - colour.alphaF()) + over * colour.alphaF()
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def lab(linear):
    """CIELAB of linear sRGB."""
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = matrix @ np.clip(linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = [v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z)]
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("kind", SIMULATED)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_more_and_less_differ_for_every_kind_of_sight(dressed, theme, kind):
    look.choose(theme, keep=False)
    sight = np.array(SIMULATED[kind])
    for share in (0.2, 0.5, 1.0):
        more, less = (lab(sight @ on_ground(wash(sign * share, 1.0))) for sign in (1, -1))
        assert np.linalg.norm(more - less) > 3 * JUST_NOTICEABLE


def test_washes_grow_with_what_they_stand_for(dressed):
    alphas = [wash(share, 1.0).alphaF() for share in (0.0, 0.1, 0.5, 1.0, 2.0)]
    assert alphas == sorted(alphas) and alphas[0] == 0 and alphas[-1] == alphas[-2]
