"""Whole parts add up, stay near their values, and ties fall the same way everywhere."""

import math

from hypothesis import given
from hypothesis import strategies as st

from scenarios.landuse.apportion import apportion, shares


def test_largest_remainder_gets_the_missing_one():
    assert apportion([1.2, 2.7, 3.1], 7) == [1, 3, 3]


def test_equal_remainders_go_to_the_first():
    assert apportion([0.5, 0.5], 1) == [1, 0]
    assert apportion([2.25, 1.25, 4.25, 0.25], 8) == [3, 1, 4, 0]


def test_noise_of_an_overlay_does_not_decide_a_tie():
    assert apportion([0.5 - 1e-9, 0.5 + 1e-9], 1) == [1, 0]
    assert apportion([99.99999999, 1.0], 101) == [100, 1]


def test_a_total_below_the_floors_takes_from_the_smallest_remainders():
    assert apportion([3.0, 2.0], 4) == [3, 1]
    assert apportion([0.0, 5.0], 4) == [0, 4]


@given(st.lists(st.floats(0, 1e8), min_size=1, max_size=12))
def test_parts_sum_to_the_rounded_total_and_are_off_by_less_than_one(values):
    total = round(math.fsum(values))
    whole = apportion(values, total)
    assert sum(whole) == total
    assert all(abs(part - value) < 1.001 for part, value in zip(whole, values, strict=True))
    assert all(part >= 0 for part in whole)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=8), st.integers(0, 10_000_000))
def test_any_total_is_reached(values, total):
    whole = apportion(values, total)
    assert sum(whole) == total
    assert min(whole) >= 0


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=12).filter(any), st.integers(0, 10**12))
def test_shares_sum_and_never_exceed_a_weight_when_the_total_does_not(weights, total):
    parts = shares(total, weights)
    assert sum(parts) == total
    if total <= sum(weights):
        assert all(part <= weight for part, weight in zip(parts, weights, strict=True))
