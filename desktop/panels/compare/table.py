"""The comparison's table: an indicator per row, per variant its value with its range, and its difference."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop import look
from desktop.panels.compare.numbers import Comparison, Heading, Line, change, lines, names_of, value
from desktop.widgets.row_table import Column, RowTable
from scenarios.compare.indicators import IndicatorRow
from scenarios.wording import tr

NAME_WIDTH, UNIT_WIDTH, VALUE_WIDTH, CHANGE_WIDTH = 224, 96, 104, 84
MOST_EXTRA = 120
"""How much wider a column gets where there is room."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ComparisonTable(RowTable):
    """Shows a comparison; names of groups stand over their rows."""

    def __init__(self) -> None:
        super().__init__(())
        self.setSortingEnabled(False)
        self.comparison: Comparison | None = None
        self._values = ValuePainter(self)
        self.setItemDelegate(self._values)

    def show_comparison(self, comparison: Comparison, *, every: bool) -> None:
        """Show another comparison, or all of its rows."""
        self.comparison = comparison
        self.rows.set_columns(_columns(comparison))
        self._fit()
        shown = lines(comparison, every=every)
        self.show_rows(shown)
        self.clearSpans()
        for at, line in enumerate(shown):
            self.setRowHeight(at, self._values.height_of(line))
            if isinstance(line, Heading):
                self.setSpan(at, 0, 1, len(self.rows.columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give every column its width, and what is left over to the names and the values."""
        self.set_widths()
        columns = self.rows.columns
        left = self.viewport().width() - sum(column.width for column in columns)
        growing = [at for at, column in enumerate(columns) if at == 0 or column.width == VALUE_WIDTH]
        for at in growing if left > 0 else ():
            self.setColumnWidth(at, columns[at].width + min(left // len(growing), MOST_EXTRA))


def _columns(comparison: Comparison) -> Sequence[Column]:
    found = [
        Column(lambda: tr("Indicator"), _name, width=NAME_WIDTH, tip=_formula),
        Column(
            lambda: tr("Unit"),
            lambda line: "" if isinstance(line, Heading) else tr(line.about.unit),
            width=UNIT_WIDTH,
        ),
    ]
    names = names_of(comparison.snapshots)
    for at, name in enumerate(names):
        found.append(_value_column(at, name))
        if at != comparison.reference:
            found.append(_change_column(at, comparison.reference))
    return found


def _name(line: Line) -> str:
    return line.text if isinstance(line, Heading) else line.about.name


def _formula(line: Line) -> str:
    return "" if isinstance(line, Heading) else line.about.formula


def _value_column(at: int, name: str) -> Column:
    def text(line: Line) -> str:
        if isinstance(line, Heading):
            return ""
        said = value(line.figures[at])
        return f"{said.value}\n{said.range}" if said.range else said.value

    return Column(lambda: name, text, numeric=True, width=VALUE_WIDTH)


def _change_column(at: int, reference: int) -> Column:
    return Column(
        lambda: tr("difference"),
        lambda line: "" if isinstance(line, Heading) else change(line, at, reference).value,
        numeric=True,
        width=CHANGE_WIDTH,
        tone=lambda line: "" if isinstance(line, Heading) else change(line, at, reference).tone,
    )


class ValuePainter(QStyledItemDelegate):
    """Paints a value with its range, smaller, below it; the name of a group as a quiet heading."""

    def height_of(self, line: Line) -> int:
        """One line, or two where any variant has a range."""
        if isinstance(line, IndicatorRow) and any(value(figure).range for figure in line.figures):
            small = QFontMetrics(look.font("secondary")).height()
            return QFontMetrics(look.font()).height() + small + look.size("gap")
        return look.size("row")

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell in the look in force."""
        opt: Any = option
        box = QRect(opt.rect)
        table: Any = self.parent()
        line = table.rows.rows[index.row()]
        painter.save()
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(look.size("gap"), 0, -look.size("gap"), 0)
        if isinstance(line, Heading):
            painter.setFont(look.font("secondary", medium=True))
            painter.setPen(look.colour("secondary"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line.text)
        else:
            self._cell(painter, inner, table.rows.columns[index.column()], line)
        painter.restore()

    def _cell(self, painter: QPainter, box: QRect, column: Column, line: IndicatorRow) -> None:
        text, _, below = column.text(line).partition("\n")
        tone = column.tone(line) if column.tone else ""
        font, small = look.font(), look.font("secondary")
        high = QFontMetrics(font).height() + (QFontMetrics(small).height() if below else 0)
        side = RIGHT if column.numeric else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        top = QRect(
            box.left(), box.top() + (box.height() - high) // 2, box.width(), QFontMetrics(font).height()
        )
        painter.setFont(font)
        painter.setPen(look.colour(f"{tone}_text" if tone else "text"))
        painter.drawText(
            top, side, QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, top.width())
        )
        if below:
            painter.setFont(small)
            painter.setPen(look.colour("secondary"))
            under = QRect(top.left(), top.bottom() + 1, top.width(), QFontMetrics(small).height())
            painter.drawText(under, side, below)
