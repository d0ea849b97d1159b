"""The frontier of two or three goals as a plot: pointing at a point previews it, a click adopts it."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop import look, work
from desktop.panels.proposals.live import Live
from desktop.widgets.button import text_button
from desktop.widgets.chart import Dot, DotChart
from desktop.widgets.label import Label
from scenarios.errors import Stopped
from scenarios.landuse.conversions import Pair
from scenarios.progress import Job, Progress
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.demands import Demand
from scenarios.searches.allocation.frontier import Point, distance, frontier
from scenarios.searches.allocation.goals import GOALS
from scenarios.searches.allocation.own import gains, own_values, unmet
from scenarios.searches.allocation.program import Vector
from scenarios.searches.allocation.propose import Proposal, conversions_of, figures
from scenarios.searches.allocation.rounding import whole
from scenarios.searches.allocation.space import Space
from scenarios.searches.allocation.words import amount, goal_name, unit_name
from scenarios.wording import number, tr

POINTS = 30
JOB = "frontier"
_ON_IT = 0.005
"""A programme nearer to the frontier than this part of its span lies on it."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """A frontier: its points, and the programme beside it with what it leaves undone and could gain."""

    space: Space
    demands: tuple[Demand, ...]
    goals: tuple[str, ...]
    points: tuple[Point, ...]
    own: tuple[float, ...]
    left: tuple[Demand, ...]
    gains: dict[str, float]


class Frontier(QWidget):
    """Works the frontier of the goals in force out, in the background, and shows it."""

    def __init__(self, live: Live) -> None:
        super().__init__()
        self.live = live
        self.drawn: Drawn | None = None
        self._made_for: Proposal | None = None
        self._asked: tuple[str, ...] = ()
        self._was_showing = False
        self._whole: dict[int, dict[str, dict[Pair, int]]] = {}
        self.hint = Label(role="secondary", wrap=True)
        self.go = text_button(lambda: tr("Work out the frontier"), self.run, icon="chart")
        self.stop = text_button(lambda: tr("Stop"), lambda: work.stop(JOB), icon="stop")
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.chart = DotChart()
        self.said = Label(wrap=True)
        self.own = Label(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        for widget in (self.hint, self.progress, self.chart, self.said, self.own):
            column.addWidget(widget)
        for button in (self.go, self.stop):
            column.insertWidget(2, button, 0, Qt.AlignmentFlag.AlignLeft)
        self.chart.hovered.connect(self.point_at)
        self.chart.chosen.connect(self.adopt)
        self._running(False)
        self.refresh()

    def goals(self) -> tuple[str, ...]:
        """The goals in force, at most three."""
        return tuple(self.live.wish.goals)[:3]

    def refresh(self) -> None:
        """Show whether the frontier is still that of what is asked."""
        found, goals = self.live.found, self.goals()
        ready = found is not None and found.answer is not None and len(goals) > 1
        self.go.setEnabled(ready)
        fresh = self.drawn is not None and self._fresh()
        self.chart.setVisible(self.drawn is not None)
        self.said.setVisible(self.drawn is not None)
        self.own.setVisible(self.drawn is not None)
        self.chart.setEnabled(fresh)
        if self.live.adopted is None:
            self.chart.take(-1)
        if len(goals) < 2:
            self.hint.setText(tr("Tick two or three goals: the frontier shows what one costs in the other."))
        elif self.drawn is not None and not fresh:
            self.hint.setText(tr("What is asked has changed since: work the frontier out again."))
        else:
            self.hint.setText(
                tr("Each point is the best there is: one goal gets better only where another gets worse.")
            )

    def _fresh(self) -> bool:
        found, drawn = self.live.found, self.drawn
        if found is None or drawn is None or found.space is not drawn.space:
            return False
        bounds = [(d.key, d.cells, d.low, d.high) for d in found.demands]
        return self.goals() == drawn.goals and bounds == [
            (d.key, d.cells, d.low, d.high) for d in drawn.demands
        ]

    # Working it out

    def run(self) -> None:
        """Work the points out; progress shows, and it can be stopped."""
        found = self.live.found
        if found is None or found.answer is None:
            return
        self._running(True)
        work.run(
            JOB,
            trace(self.live.ground(), found.space, found.demands, self.goals()),
            on_progress=self._progress,
            on_result=self._show,
            on_error=self._failed,
            label=tr("Working out the frontier"),
        )

    def _running(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.progress.setValue(0)
        self.stop.setVisible(on)
        self.go.setVisible(not on)

    def _progress(self, progress: Progress) -> None:
        self.progress.setValue(round(100 * progress.done / max(progress.total, 1)))

    def _failed(self, error: Exception) -> None:
        self._running(False)
        if not isinstance(error, Stopped):
            self.hint.setText(str(error))

    def _show(self, drawn: Drawn) -> None:
        self._running(False)
        self.drawn, self._whole = drawn, {}
        up, across = (_axis(key) for key in drawn.goals[:2])
        deep = np.array([point.values[-1] for point in drawn.points])
        span = float(np.ptp(deep)) or 1.0
        shades = 1 - (deep - deep.min()) / span if len(drawn.goals) > 2 else np.ones(len(deep))
        dots = [
            Dot(
                _shown(drawn, point.values, 1),
                _shown(drawn, point.values, 0),
                told(drawn, point.values),
                shade,
            )
            for point, shade in zip(drawn.points, shades.tolist(), strict=True)
        ]
        own = Dot(_shown(drawn, drawn.own, 1), _shown(drawn, drawn.own, 0), tr("programme"))
        self.chart.show_dots(across, up, dots, own)
        self.own.setText(beside(drawn))
        self._say(-1)
        self.refresh()

    # Pointing and choosing

    def point_at(self, place: int) -> None:
        """Preview a point in table and map; none: what was shown before."""
        self._say(place)
        if self.drawn is None or not self._fresh():
            return
        if place < 0:
            if self._was_showing:
                self.live.show()
            else:
                self.live.hide()
            return
        if not self.live.pointing:
            self._was_showing = self.live.showing
        self.live.show_conversions(self._conversions(place), pointing=True)

    def adopt(self, place: int) -> None:
        """Take a point as the proposal."""
        if self.drawn is not None and self._fresh():
            self._was_showing = True
            self.live.adopt(self._conversions(place))
            self.chart.take(place)

    def _conversions(self, place: int) -> dict[str, dict[Pair, int]]:
        drawn = self.drawn
        if drawn is not None and place not in self._whole:
            m2 = whole(drawn.space, drawn.demands, drawn.points[place].converted)
            self._whole[place] = conversions_of(drawn.space, m2)
        return self._whole.get(place, {})

    def _say(self, place: int) -> None:
        if self.drawn is None:
            return
        if place >= 0:
            self.said.setText(told(self.drawn, self.drawn.points[place].values))
        else:
            self.said.setText(
                tr(
                    "{count} points. Point at one to see it in table and map, click to take it.",
                    count=number(len(self.drawn.points)),
                )
            )


def trace(
    snapshot: Snapshot, space: Space, demands: tuple[Demand, ...], goals: tuple[str, ...]
) -> Job[Drawn]:
    """Work out a frontier and where the programme lies beside it."""
    worth: dict[str, Vector] = {
        key: figure for key, figure in figures(snapshot, space).items() if key in goals
    }
    ordered = {key: worth[key] for key in goals}
    points = []
    for done, total, point in frontier(space, demands, ordered, POINTS):
        if point is not None:
            points.append(point)
        yield Progress(done, total + 1)
    own = own_values(snapshot, space, goals)
    left = unmet(snapshot, space, demands)
    better = {} if left else gains(space, demands, ordered, own)
    return Drawn(space, demands, goals, tuple(points), own, tuple(left), better)


def _shown(drawn: Drawn, values: tuple[float, ...], at: int) -> float:
    return values[at] * GOALS[drawn.goals[at]].shown


def _axis(key: str) -> str:
    return f"{goal_name(key)} ({unit_name(GOALS[key].unit)})"


def told(drawn: Drawn, values: tuple[float, ...]) -> str:
    """What a point comes to in each goal."""
    return ", ".join(
        f"{goal_name(key)} {amount(_shown(drawn, values, at))} {unit_name(GOALS[key].unit)}"
        for at, key in enumerate(drawn.goals)
    )


def beside(drawn: Drawn) -> str:
    """Where the programme lies beside the frontier, in words."""
    here = tr("The programme: {values}.", values=told(drawn, drawn.own))
    if drawn.left:
        return f"{here} " + tr(
            "It does not do what is asked: {demand}.", demand="; ".join(d.text for d in drawn.left[:2])
        )
    away = distance(drawn.own, drawn.points)
    if away is None or away[0] <= _ON_IT or not any(drawn.gains.values()):
        return f"{here} " + tr("It lies on the frontier: nothing gets better unless something gets worse.")
    better = tr(" or ").join(
        tr(
            "{goal} {amount} {unit} better",
            goal=goal_name(key),
            amount=amount(gain),
            unit=unit_name(GOALS[key].unit),
        )
        for key, gain in drawn.gains.items()
        if gain > 0
    )
    return f"{here} " + tr(
        "It lies {share} % of the span off the frontier: without giving anything up it could be {better}.",
        share=number(100 * away[0]),
        better=better,
    )
