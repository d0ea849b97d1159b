"""How wide the columns of the trade-off table are: as their figures need, what is left shared by all."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from desktop import look
from desktop.panels.tradeoff.model import MatrixModel
from desktop.panels.tradeoff.paint import figure_role, font
from desktop.widgets.chip import SIDE

SQUEEZED = 0.8
"""How narrow a name may be, as a part of its width, before its column is widened."""

NARROWEST_STRETCH = 72
"""How far, in percent, the unit below it is squeezed."""


def columns(model: MatrixModel, totals: MatrixModel, room: int) -> tuple[bool, list[int]]:
    """Whether small type is needed for all columns to fit a room, and the width of each, in pixels.

    Where even small type does not fit, the columns are as wide as they need and the table scrolls.
    """
    for tight in (False, True):
        needed = [_needed(model, totals, column, tight=tight) for column in range(model.columnCount())]
        left = room - sum(needed)
        if left >= 0:
            break
    each, rest = divmod(max(left, 0), max(1, len(needed)))
    return tight, [width + each + (at < rest) for at, width in enumerate(needed)]


def _needed(model: MatrixModel, totals: MatrixModel, column: int, *, tight: bool) -> int:
    large, shown = model.view.large, model.view.shown
    role = figure_role(shown, large=large, tight=tight)
    plain, strong = QFontMetrics(font(role)), QFontMetrics(font(role, True))
    texts = [
        (strong if model.lines[row].heading or column == len(model.uses) else plain, text)
        for row in range(len(model.lines))
        for text in model.texts(row, column)
    ]
    texts += [(strong, text) for row in range(len(totals.lines)) for text in totals.texts(row, column)]
    # Among texts in one type the longest is the widest, figures being all of one width.
    longest = {}
    for metrics, text in texts:
        if len(text) > len(longest.get(id(metrics), (metrics, ""))[1]):
            longest[id(metrics)] = (metrics, text)
    figures = max((metrics.horizontalAdvance(text) for metrics, text in longest.values()), default=0)
    small = QFontMetrics(font("beamer_small" if large else "secondary"))
    title = str(model.headerData(column, Qt.Orientation.Horizontal))
    head = max(
        round(SQUEEZED * small.horizontalAdvance(title)),
        round(NARROWEST_STRETCH / 100 * small.horizontalAdvance(model.unit.short)),
        SIDE + 2 * look.size("sign") + 2 * look.size("grid"),
    )
    grid, gap = look.size("grid"), look.size("gap")
    if any(model.mark(row, column) for row in range(len(model.lines))):
        figures += look.size("sign") + grid
    return max(figures + (grid + 2 if tight else gap + SIDE), head + grid)
