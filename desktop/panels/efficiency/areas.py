"""The areas of a place with their scores, the least used first; below them why one has its score."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import look
from desktop.panels.efficiency.facts import Facts
from desktop.text import retranslate
from desktop.widgets.figures import in_hectares
from desktop.widgets.label import Label
from desktop.widgets.names import use_short
from desktop.widgets.row_table import Column, RowTable
from desktop.widgets.scrolled import scrolled
from scenarios.landuse.efficiency import Area
from scenarios.landuse.scores import CATEGORY, LITTLE, ROOM, VACANCY, WELL, YIELD
from scenarios.wording import number, tr


class AreaList(QWidget):
    """A table that sorts and copies; `chosen(area)` goes to an area on the map."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._place: tuple[str, int] | None = None
        self.table = RowTable(_columns())
        self.table.setMinimumHeight(4 * look.size("row"))
        self.why = Label(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.table, 3)
        column.addWidget(scrolled((self.why,)), 2)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._chosen)
        retranslate(self, self._word)

    def show_areas(self, facts: Facts, code: str, selection: Sequence[tuple[str, int]]) -> None:
        """Show the areas of a place (empty: of the region); the selected one is marked and explained."""
        found = facts.areas_in(code)
        self.table.show_rows(found)
        picked = set(selection)
        self._place = next((area.place for area in found if area.place in picked), self._place)
        self.table.mark(lambda area: area.place == self._place)
        one = next((area for area in found if area.place == self._place), None)
        self.why.setText(explained(one) if one is not None else _hint(len(found)))

    def _chosen(self, area: Area) -> None:
        self._place = area.place
        self.why.setText(explained(area))
        self.chosen.emit(area)

    def _word(self) -> None:
        self.table.setAccessibleName(tr("Areas for work"))


def explained(area: Area) -> str:
    """A score and each of its parts in a line."""
    names = {
        ROOM: tr("Ground"),
        YIELD: tr("Yield"),
        CATEGORY: tr("Environmental category"),
        VACANCY: tr("Vacancy"),
    }
    lines = [f"{area.name}: {score_words(area)}"]
    if area.present_use and area.present_use != area.planned_use:
        was, becomes = use_short(area.present_use), use_short(area.planned_use)
        lines.append(tr("Now {was}, planned {becomes}.", was=was, becomes=becomes))
    for part in area.parts:
        value = "" if part.value is None else f" {number(100 * part.value)}:"
        lines.append(f"{names[part.part]}{value or ':'} {part.text}")
    return "\n".join(lines)


def score_words(area: Area) -> str:
    """A score in words and out of 100."""
    score = area.score
    if score is None:
        return tr("use not known")
    if score >= WELL:
        return tr("well used, {score} of 100", score=score)
    if score >= LITTLE:
        return tr("partly used, {score} of 100", score=score)
    return tr("hardly used, {score} of 100", score=score)


def _hint(count: int) -> str:
    if count:
        return tr(
            "The score is the mean of the parts that are known: ground, yield, environmental category and "
            "vacancy. Choose an area to see why."
        )
    return tr(
        "No plots are drawn here, and no present business stands on land for work. Draw present businesses, "
        "or plots, to see how well land is used."
    )


def _columns() -> tuple[Column, ...]:
    narrow = look.size("field_width") * 3 // 8
    return (
        Column(lambda: tr("Land"), lambda area: area.name, stretch=True, tip=lambda area: area.name),
        Column(lambda: tr("ha"), lambda area: in_hectares(area.m2), numeric=True, order=lambda area: area.m2),
        Column(
            lambda: tr("Not used"),
            lambda area: "?" if area.used_m2 is None else in_hectares(area.m2 - area.used_m2),
            numeric=True,
            order=lambda area: -1 if area.used_m2 is None else area.m2 - area.used_m2,
            width=look.size("field_width") // 2,
        ),
        Column(
            lambda: tr("Score"),
            lambda area: "?" if area.score is None else number(area.score),
            numeric=True,
            order=lambda area: -1 if area.score is None else area.score,
            tip=score_words,
            width=narrow,
        ),
    )
