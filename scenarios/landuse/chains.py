"""Chains of moves: which goes first because it makes the room, in the order in which they are played."""

from collections.abc import Mapping

from scenarios.project.model import Move

Moves = Mapping[int, Move]


def order_of(moves: Moves) -> list[tuple[Move, int, int]]:
    """Every move once, with how many come before it in its chain and the key of the chain's first move.

    Chain after chain by the year of its first move; within a chain a move stands after the one it waits for,
    the earlier first. A circle, which only a damaged file can hold, is broken at its lowest key.
    """
    following: dict[int, list[Move]] = {}
    for row in moves.values():
        following.setdefault(_before(moves, row), []).append(row)
    found: list[tuple[Move, int, int]] = []
    seen: set[int] = set()
    heads = sorted(following.get(0, ()), key=_by_year) + sorted(moves.values(), key=lambda row: row.key)
    for head in heads:
        stack = [(head, 0)] if head.key not in seen else []
        while stack:
            row, depth = stack.pop()
            if row.key in seen:
                continue
            seen.add(row.key)
            found.append((row, depth, head.key))
            later = sorted(following.get(row.key, ()), key=_by_year, reverse=True)
            stack += [(one, depth + 1) for one in later]
    return found


def chain_of(moves: Moves, key: int) -> tuple[Move, ...]:
    """All moves of the chain that a move is part of, in playing order; empty where it is gone."""
    order = order_of(moves)
    chain = next((chain for row, _, chain in order if row.key == key), None)
    return tuple(row for row, _, other in order if other == chain)


def circle(moves: Moves, key: int, after: int | None) -> tuple[Move, ...]:
    """The moves that would wait for each other if one came after another; empty where none would.

    The first is the move itself, each next one the move that the one before it waits for.
    """
    found = [moves[key]] if key in moves else []
    at = after
    while found and at is not None and at in moves and (at == key or moves[at] not in found):
        if at == key:
            return tuple(found)
        found.append(moves[at])
        at = moves[at].after
    return ()


def _before(moves: Moves, row: Move) -> int:
    return row.after if row.after is not None and row.after in moves else 0


def _by_year(row: Move) -> tuple[int, int]:
    years = [year for year in (row.leaves, row.lands) if year is not None]
    return (min(years, default=9_999), row.key)
