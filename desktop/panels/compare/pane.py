"""One variant of the comparison: its header (name, year, the figures that matter) over its map."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.canvas.camera import Camera
from desktop.canvas.view import MapView
from desktop.panels.compare.numbers import Comparison, key_figures, names_of, value
from desktop.panels.compare.outline import Outline
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.label import Label, NumberLabel, ShortLabel, hairline
from scenarios.indicators import Figure
from scenarios.wording import tr

WIDE = 400
"""From which width a header has room for a button with words, in pixels."""


class Pane(QWidget):
    """Tells `reference_wished(variant)` when its variant is to be what the others are compared with."""

    reference_wished = Signal(object)

    def __init__(self, session: Session, camera: Camera, variant: int) -> None:
        super().__init__()
        self.variant = variant
        self.name = ShortLabel(font="title")
        self.year = Label(role="secondary")
        self.reference = Label(font="secondary")
        self.reference.setProperty("part", "quiet-chip")
        self.choose = text_button(lambda: tr("Compare with this"), self._wish, role="link")
        self.choose_short = icon_button("compare", lambda: tr("Compare with this"), self._wish, small=True)
        self._is_reference = False
        self.view = MapView(session, camera=camera, variant=variant, tools=False)
        self.outline = Outline(self.view)
        self._figures = QGridLayout()
        self._lay_out()
        retranslate(self, lambda: self.reference.setText(tr("reference")))

    def _lay_out(self) -> None:
        gap, padding = look.size("gap"), look.size("padding")
        top = QWidget()
        top.setFixedHeight(look.size("control"))
        head = QHBoxLayout(top)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(gap)
        head.addWidget(self.name, 1)
        for widget in (self.year, self.reference, self.choose, self.choose_short):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._figures.setHorizontalSpacing(gap)
        self._figures.setVerticalSpacing(0)
        self._figures.setColumnStretch(0, 1)
        header = QVBoxLayout()
        header.setContentsMargins(padding, look.size("grid"), padding, gap)
        header.setSpacing(look.size("grid"))
        header.addWidget(top)
        header.addLayout(self._figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(hairline())
        column.addWidget(self.view, 1)

    def _wish(self) -> None:
        self.reference_wished.emit(self.variant)

    def show_name(self, name: str, year: int, is_reference: bool) -> None:
        """Show what the variant is called before anything is measured."""
        self.name.setText(name)
        self.year.setText(str(year))
        self._is_reference = is_reference
        self._show_choice()
        self.view.setAccessibleName(tr("Map of {name}", name=name))

    def _show_choice(self) -> None:
        """That this is the reference, or what makes it so: an icon where there is no room for words."""
        wide = self.width() >= WIDE
        self.reference.setVisible(self._is_reference)
        self.choose.setVisible(not self._is_reference and wide)
        self.choose_short.setVisible(not self._is_reference and not wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words or an icon."""
        super().resizeEvent(event)
        self._show_choice()

    def show_comparison(self, comparison: Comparison, at: int) -> None:
        """Show the figures that matter and outline what differs."""
        snapshot = comparison.snapshots[at]
        self.show_name(names_of([snapshot])[0], snapshot.year, at == comparison.reference)
        for row, (figure, change) in enumerate(key_figures(comparison, at)):
            self._show_figure(row, figure, change.value, change.tone)
        self.outline.show_shapes(comparison.changed[at])

    def _show_figure(self, row: int, figure: Figure, change: str, tone: str) -> None:
        labels = [self._label(row, column) for column in range(3)]
        text = value(figure)
        for label, said in zip(labels, (figure.name, text.value, change), strict=True):
            label.setText(said)
        labels[0].set_role("secondary")
        labels[2].set_role(tone or "secondary")

    def _label(self, row: int, column: int) -> Label:
        item = self._figures.itemAtPosition(row, column)
        widget = item.widget() if item is not None else None
        if isinstance(widget, Label):
            return widget
        made: Label = ShortLabel(font="secondary") if column == 0 else NumberLabel(font="secondary")
        self._figures.addWidget(
            made, row, column, Qt.AlignmentFlag.AlignVCenter if column else Qt.AlignmentFlag(0)
        )
        return made


class Panes(QWidget):
    """Panes next to each other whose maps move together."""

    reference_wished = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.camera = Camera()
        self.panes: list[Pane] = []
        self._fitted: object = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_variants(self, variants: Sequence[int]) -> None:
        """Have one pane per variant; panes that stay keep their maps."""
        if [pane.variant for pane in self.panes] == list(variants):
            return
        kept = {pane.variant: pane for pane in self.panes}
        for widget in self._widgets():
            self._row.removeWidget(widget)
            if not isinstance(widget, Pane) or widget.variant not in variants:
                widget.hide()
                widget.deleteLater()
        self.panes = []
        for variant in variants:
            if self.panes:
                self._row.addWidget(hairline(upright=True))
            pane = kept.get(variant)
            if pane is None:
                pane = Pane(self._session, self.camera, variant)
                pane.reference_wished.connect(self.reference_wished)
            self.panes.append(pane)
            self._row.addWidget(pane, 1)

    def _widgets(self) -> Iterator[QWidget]:
        for at in range(self._row.count()):
            item = self._row.itemAt(at)
            widget: Any = item.widget() if item is not None else None
            if widget is not None:
                yield widget

    def fit(self) -> None:
        """Show the whole region, once per region."""
        document = self._session.document
        if document is None or not self.panes or self._fitted is document.region:
            return
        view = self.panes[0].view
        if view.width() > 1 and view.height() > 1:
            self._fitted = document.region
            self.camera.fit(document.region.bounds, view.width(), view.height())
