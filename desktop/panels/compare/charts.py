"""The few figures that are also drawn: one bar chart each, a bar per variant, the value before the burden."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import look
from desktop.panels.compare.numbers import CHARTED, Comparison, names_of, value
from desktop.widgets.chart import Bar, BarChart
from scenarios.compare.indicators import IndicatorRow
from scenarios.wording import tr


class Charts(QWidget):
    """Bar charts under each other; figures that are zero everywhere have none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("plain", "true")
        self.charts = tuple(BarChart() for _ in CHARTED)
        column = QVBoxLayout(self)
        padding = look.size("padding")
        column.setContentsMargins(padding, look.size("gap"), padding, padding)
        column.setSpacing(padding)
        for chart in self.charts:
            chart.hide()
            column.addWidget(chart)
        column.addStretch(1)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show another comparison."""
        for key, chart in zip(CHARTED, self.charts, strict=True):
            row = comparison.row(key)
            bars = _bars(comparison, row) if row is not None else []
            chart.setVisible(any(bar.value for bar in bars))
            if row is not None and bars:
                chart.show_bars(row.about.name, tr(row.about.unit), bars)


def _bars(comparison: Comparison, row: IndicatorRow) -> list[Bar]:
    names = names_of(comparison.snapshots)
    return [
        Bar(
            name,
            figure.value,
            figure.low,
            figure.high,
            value(figure).value,
            "field_border" if at == comparison.reference else row.tone(at) or "secondary",
        )
        for at, (name, figure) in enumerate(zip(names, row.figures, strict=True))
        if figure is not None
    ]
