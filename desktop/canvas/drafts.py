"""Unfinished gestures: what was clicked and not finished can be taken up again, also after a crash.

They are kept in the file's draft row: those that wait for their tool (`running`), and those that were given
up (`aborted`: all clicks taken back, or their tool taken for another shape), the latest few of each variant.
A list of them asks `unfinished(session)` whenever the session is `edited` or `focused`, words each with
`label` and its `time`, and calls `resume(session, draft)`; the map then takes the tool and puts the clicks
back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from desktop.session import Session
from desktop.tools import BY_KEY
from desktop.tools.event import Point
from scenarios.wording import tr

KEPT = 8
"""Gestures that were given up are kept up to this many per variant."""

LEAST = 2
"""Gestures of fewer clicks are not worth keeping when they are given up."""

MEANING = ("shape", "sides", "width")
"""Options without which clicks would mean something else."""


@dataclass(frozen=True)
class Draft:
    """One unfinished gesture: its tool and variant, its points in RD metres, the tools' options, and when
    (UTC, ISO).

    `counts` says how many points each click brought: one, and those traced on the way to it.
    """

    tool: str
    variant: int
    clicks: tuple[Point, ...]
    counts: tuple[int, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    time: str = ""

    def steps(self) -> list[tuple[Point, tuple[Point, ...]]]:
        """Each click with the points that were traced on the way to it."""
        found, start = [], 0
        for count in self.counts:
            *trace, click = self.clicks[start : start + count]
            found.append((click, tuple(trace)))
            start += count
        return found

    def means(self, options: Mapping[str, str]) -> bool:
        """Whether its clicks mean under these options what they meant."""
        return all(self.options.get(name, "") == options.get(name, "") for name in MEANING)


@dataclass
class Drafts:
    """All unfinished gestures of a file: at most one that runs per variant and tool, and those given up."""

    running: dict[tuple[int, str], Draft] = field(default_factory=dict)
    aborted: list[Draft] = field(default_factory=list)

    def give_up(self, draft: Draft) -> None:
        """Keep a gesture that was given up, if it is worth it; the oldest of its variant goes."""
        if len(draft.counts) < LEAST:
            return
        self.aborted = [d for d in self.aborted if (d.variant, d.clicks) != (draft.variant, draft.clicks)]
        self.aborted.insert(0, draft)
        same = [d for d in self.aborted if d.variant == draft.variant]
        self.aborted = [d for d in self.aborted if d.variant != draft.variant or d in same[:KEPT]]

    def take(self, draft: Draft) -> None:
        """Have a gesture run again; one that ran in its place is given up."""
        place = (draft.variant, draft.tool)
        former = self.running.pop(place, None)
        self.aborted = [d for d in self.aborted if d != draft]
        if former is not None and former != draft:
            self.give_up(former)
        self.running[place] = draft


def draft_of(
    tool: str, variant: int, clicks: tuple[Point, ...], counts: tuple[int, ...], options: Mapping[str, str]
) -> Draft:
    """A draft of now, with the options that its tool heeds."""
    heeded = {*MEANING, *BY_KEY[tool].options}
    kept = {name: value for name, value in options.items() if name in heeded}
    return Draft(tool, variant, clicks, counts, kept, datetime.now(UTC).isoformat(timespec="seconds"))


def unfinished(session: Session) -> list[Draft]:
    """What can be taken up again in the active variant, the latest first; what is in hand is no part of
    it."""
    if session.document is None or not session.editing:
        return []
    drafts = read(session.document.draft())
    waiting = [draft for (_, tool), draft in drafts.running.items() if tool != session.tool]
    here = [draft for draft in (*waiting, *drafts.aborted) if draft.variant == session.variant]
    return sorted(here, key=lambda draft: draft.time, reverse=True)


def resume(session: Session, draft: Draft) -> None:
    """Have the map take an unfinished gesture up again, with its tool and options."""
    session.take_up(draft)


def label(draft: Draft) -> str:
    """What it was to be, and how far it came."""
    count = len(draft.counts)
    what = tr(BY_KEY[draft.tool].title)
    return tr("{tool}: one click", tool=what) if count == 1 else tr("{tool}: {n} clicks", tool=what, n=count)


# The draft row


def write(drafts: Drafts, tool: str) -> dict[str, Any] | None:
    """The draft row as JSON values; None where nothing is unfinished. `tool` is the one in hand."""
    if not drafts.running and not drafts.aborted:
        return None
    return {
        "tool": tool,
        "running": [_plain(draft) for draft in drafts.running.values()],
        "aborted": [_plain(draft) for draft in drafts.aborted],
    }


def read(row: Any) -> Drafts:
    """The gestures in a draft row; whatever does not look like one is left out."""
    if not isinstance(row, dict):
        return Drafts()
    running = _drafts(row.get("running"))
    return Drafts({(d.variant, d.tool): d for d in running}, list(_drafts(row.get("aborted"))))


def _plain(draft: Draft) -> dict[str, Any]:
    return {
        "tool": draft.tool,
        "variant": draft.variant,
        "clicks": [list(point) for point in draft.clicks],
        "counts": list(draft.counts),
        "options": dict(draft.options),
        "time": draft.time,
    }


def _drafts(values: Any) -> Iterable[Draft]:
    return [draft for value in values if (draft := _draft(value))] if isinstance(values, list) else []


def _draft(value: Any) -> Draft | None:
    if not isinstance(value, dict) or value.get("tool") not in BY_KEY or not _whole(value.get("variant")):
        return None
    clicks, counts, options = value.get("clicks"), value.get("counts"), value.get("options")
    if not isinstance(clicks, list) or not clicks or not all(map(_is_point, clicks)):
        return None
    if not isinstance(counts, list) or not all(map(_whole, counts)) or sum(counts) != len(clicks):
        counts = [1] * len(clicks)
    return Draft(
        value["tool"],
        value["variant"],
        tuple((float(x), float(y)) for x, y in clicks),
        tuple(counts),
        {str(k): str(v) for k, v in options.items()} if isinstance(options, dict) else {},
        str(value.get("time") or ""),
    )


def _is_point(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
