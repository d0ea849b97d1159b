"""How fast the trade-off is: sliders, a proposal that follows, the fairest sharing, a frontier; 60 x 12."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PySide6.QtWidgets import QApplication

from desktop import look
from desktop.panels.proposals import ProposalsPanel
from desktop.panels.proposals.frontier import trace
from desktop.panels.tradeoff import TradeoffPanel
from desktop.panels.tradeoff.gesture import Gesture
from desktop.session import Session
from scenarios.landuse.payers import Payer
from scenarios.progress import drain
from scenarios.project.change import insert
from scenarios.project.model import Limit, Variant
from scenarios.project.region import USE_INDEX, USES
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.asked import Asked, wanted
from scenarios.searches.allocation.demands import Demand
from scenarios.searches.allocation.fairest import fairest
from scenarios.searches.allocation.frontier import frontier
from scenarios.searches.allocation.region import space_of, standing
from scenarios.searches.allocation.space import Space
from scenarios.searches.allocation.warm import Warm, Wish
from tests.benchmarks import Row
from tests.benchmarks.file import write
from tests.benchmarks.inputs import voronoi_region

CELLS = 6_000
"""Pieces of land are not what is measured here; the table has its 60 municipalities all the same."""

ASKED = (
    Asked("HMC", 300.0),
    Asked("BED", 200.0),
    Asked("WON", 60_000.0, unit="dwellings"),
    Asked("GRO", 100.0),
)
GOALS = {"cost": 1.0, "open_land": 0.5}
FRAMES = 150


def run() -> list[Row]:
    """A region of 60 municipalities by 12 uses with room for industry limited here and farmland there."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    look.start(application)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "region.gpkg"
        write(path, voronoi_region(CELLS))
        session = Session()
        session.open(path)
        session.edit("Variant", [insert(Variant(1, "Benchmark"))])
        session.go_to(variant=1, workspace="trade-off")
        session.edit("Limits", [insert(row) for row in limits(session.committed())])
        rows = [*sliders(session), *following(session.committed()), *searches(session.committed())]
        session.close()
    return rows


def limits(snapshot: Snapshot) -> list[Limit]:
    """How much industry each municipality admits, and how much farmland half of them keep."""
    rng = np.random.default_rng(1)
    space = space_of(snapshot)
    found = []
    for m, code in enumerate(space.codes):
        industry = int(space.present_m2[m, USE_INDEX["HMC"]] + rng.integers(0, 150_000))
        found.append(Limit(2_000_001 + 4 * m, 1, 1, code, "HMC", "at_most", industry))
        if m % 2:
            farmland = int(space.present_m2[m, USE_INDEX["LAN"]] * rng.uniform(0.96, 1.0))
            found.append(Limit(2_000_003 + 4 * m, 1, 1, code, "LAN", "at_least", farmland))
    return found


def sliders(session: Session) -> list[Row]:
    """One slider dragged: the sums, the preview, the table and the sliders with it."""
    panel = TradeoffPanel(session)
    panel.resize(1200, 900)
    panel.show()
    QApplication.processEvents()
    code = session.committed().region.municipalities[0].code
    panel.matrix.choose(code, "WON")
    start = panel.matrix.model.table.cell(code, "WON").programme
    gesture = Gesture(session, code, "WON", Payer())

    def frame(n: int) -> None:
        gesture.to(start + 10_000 * (n % 40))
        QApplication.processEvents()

    rows = [Row("a slider's preview in the table, 95 %", frames(frame), "ms", "16 ms")]
    gesture.cancel()
    proposals = ProposalsPanel(session)
    proposals.resize(340, 900)
    proposals.show()
    proposals.demands.show_asked(session.committed(), ASKED)
    proposals.ask()

    def ask(n: int) -> None:
        proposals.demands.rows[0].slider.setValue(60 + n % 40)
        QApplication.processEvents()

    rows.append(Row("the same of a demand: solved, priced, shown, 95 %", frames(ask), "ms", ""))
    session.preview(None)
    panel.close()
    proposals.close()
    return rows


def following(snapshot: Snapshot) -> list[Row]:
    """A proposal solved again after a demand, a weight or a lock changed, whole square metres included."""
    warm = Warm()
    begun = time.perf_counter()
    found = warm.find(snapshot, Wish(ASKED, GOALS))
    cold = (time.perf_counter() - begun) * 1000
    assert found.m2 is not None

    def demand(n: int) -> None:
        asked = (Asked("HMC", 250.0 + n % 50), *ASKED[1:])
        warm.find(snapshot, Wish(asked, GOALS))

    def weight(n: int) -> None:
        warm.find(snapshot, Wish(ASKED, {"cost": 1.0, "open_land": 0.02 * (n % 50)}))

    def worth(n: int) -> None:
        at = n % 60
        hectares = float(found.space.present[at, USE_INDEX["LAN"]])
        warm.cell(found.space.codes[at], "LAN", hectares - n % 7)

    rows = [
        Row("the first proposal", cold, "ms", ""),
        Row("a proposal after a demand changed, 95 %", frames(demand), "ms", "16 ms"),
        Row("a proposal after a weight changed, 95 %", frames(weight), "ms", "16 ms"),
    ]
    warm.find(snapshot, Wish(ASKED, GOALS))
    rows.append(Row("a slider's price, both sides, 95 %", frames(worth), "ms", "16 ms"))
    found = warm.find(snapshot, Wish(ASKED, GOALS))
    rows.append(Row("the prices of all demands, both sides", best(lambda: warm.prices(found, 12)), "ms", ""))
    return rows


def searches(snapshot: Snapshot) -> list[Row]:
    """The fairest sharing, and frontiers of two and three goals."""
    space = space_of(snapshot)
    demands = [*standing(snapshot, space), *wanted(snapshot, space, ASKED)]
    warm = Warm()
    warm.find(snapshot, Wish(ASKED, GOALS))
    burden = np.array([1.0 if use == "HMC" else 0.0 for use in USES])
    heads = np.random.default_rng(2).uniform(1e4, 5e5, len(space.codes))
    rows = [
        Row(
            "the fairest sharing",
            best(lambda: fairest(space, demands, burden, heads, warm.costs)) / 1000,
            "s",
            "0.5 s",
        )
    ]
    whole = drain(trace(snapshot, space, tuple(demands), ("cost", "open_land")))
    rows.append(
        Row(
            f"a frontier of two goals, {len(whole.points)} points",
            best(lambda: drain(trace(snapshot, space, tuple(demands), ("cost", "open_land")))) / 1000,
            "s",
            "1 s",
        )
    )
    three = {key: warm.figures[key] for key in ("cost", "open_land", "homes")}
    found = len(_points(space, demands, three))
    rows.append(
        Row(
            f"a frontier of three goals, {found} points",
            best(lambda: _points(space, demands, three)) / 1000,
            "s",
            "1 s",
        )
    )
    return rows


def _points(space: Space, demands: list[Demand], goals: dict[str, np.ndarray]) -> list[object]:
    return [point for *_, point in frontier(space, demands, goals) if point is not None]


def frames(step: Callable[[int], object]) -> float:
    """What 95 % of the steps take, ms."""
    taken = []
    for n in range(FRAMES):
        begun = time.perf_counter()
        step(n)
        taken.append((time.perf_counter() - begun) * 1000)
    return float(np.percentile(taken, 95))


def best(work: Callable[[], object], times: int = 3) -> float:
    """The best of several runs, ms."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append((time.perf_counter() - begun) * 1000)
    return min(found)
