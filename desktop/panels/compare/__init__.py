"""Two to four variants side by side: maps that move together, what differs, figures next to each other."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import look, work
from desktop.panels.compare.charts import Charts
from desktop.panels.compare.numbers import Comparison, compare
from desktop.panels.compare.pane import Panes
from desktop.panels.compare.table import ComparisonTable
from desktop.session import MOST_COMPARED, Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label, hairline
from desktop.widgets.split import Split
from scenarios.project.model import PRESENT
from scenarios.wording import language, mark, tr


class ComparePanel(QWidget):
    """The maps above; below them the table of indicators and, at its right, bar charts."""

    title = mark("Compare")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.comparison: Comparison | None = None
        self._wished: int | None = None
        self._every = False
        self._asked: object = None
        self.panes = Panes(session)
        self.table = ComparisonTable()
        self.charts = Charts()
        self.said = Label(font="secondary", role="secondary")
        self.all = text_button(self._all_wording, self._toggle_all, role="link")
        self.export = text_button(lambda: tr("Make a report…"), self.export_report, icon="report")
        self.empty = Label(role="secondary", wrap=True)
        self._lay_out()
        self.panes.reference_wished.connect(self._refer)
        retranslate(self.empty, self._reword)
        self.follow = Follow(self, session, self.refresh)

    def _lay_out(self) -> None:
        gap, padding = look.size("gap"), look.size("padding")
        bar = QHBoxLayout()
        bar.setContentsMargins(padding, look.size("grid"), padding, look.size("grid"))
        bar.setSpacing(gap)
        bar.addWidget(self.said, 1)
        bar.addWidget(self.all)
        bar.addWidget(self.export)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.charts)
        below = Split("compare/below", [left, scroll], [0, look.size("right_panel")])
        self.body = Split(
            "compare", [self.panes, below], [0, look.size("window_height") * 2 // 5], upright=True
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.empty.setContentsMargins(padding, padding, padding, padding)
        whole.addWidget(self.empty)
        whole.addWidget(hairline())
        whole.addWidget(self.body, 1)

    # What shows

    def refresh(self) -> None:
        """Show the variants that the session compares, and measure them where they changed."""
        document = self.session.document
        variants = self._variants()
        self.empty.setVisible(len(variants) < 2)
        self.body.setVisible(len(variants) >= 2)
        if document is None or len(variants) < 2:
            return
        self.panes.show_variants(variants)
        at = self._reference(variants)
        snapshots = tuple(document.snapshot(variant, self._year(variant)) for variant in variants)
        for pane, snapshot in zip(self.panes.panes, snapshots, strict=True):
            name = tr("Present") if snapshot.variant == PRESENT else snapshot.name
            pane.show_name(name, snapshot.year, pane.variant == variants[at])
        self.panes.fit()
        asked = (snapshots, at, language())
        if asked != self._asked:
            self._asked = asked
            work.run("compare", compare(snapshots, at), on_result=self._show, label=tr("Comparing variants"))

    def _variants(self) -> list[int]:
        """What the session compares, else the present beside the active variant or the first one."""
        document = self.session.document
        if document is None:
            return []
        if len(self.session.compared) >= 2:
            return list(self.session.compared)
        rows = sorted(document.tables["variant"].values(), key=lambda v: (v.position, v.key))
        own = [self.session.variant] if self.session.variant != PRESENT else [v.key for v in rows[:1]]
        return [PRESENT, *own][:MOST_COMPARED]

    def _reference(self, variants: list[int]) -> int:
        """The place of the variant that the others are compared with: the one chosen, else the present."""
        return variants.index(self._wished) if self._wished in variants else 0

    def _year(self, variant: int) -> int | None:
        """The present is its base year; variants are seen in the year of the year bar."""
        return None if variant == PRESENT else self.session.year or None

    def _show(self, comparison: Comparison) -> None:
        self.comparison = comparison
        for at, pane in enumerate(self.panes.panes):
            if at < len(comparison.snapshots):
                pane.show_comparison(comparison, at)
        self._show_numbers()

    def _show_numbers(self) -> None:
        if self.comparison is None:
            return
        self.table.show_comparison(self.comparison, every=self._every)
        self.charts.show_comparison(self.comparison)
        reference = self.comparison.snapshots[self.comparison.reference]
        name = tr("Present") if reference.variant == PRESENT else reference.name
        self.said.setText(tr("Differences from {name}; outlined on the maps", name=name))

    def _refer(self, variant: int) -> None:
        self._wished = variant
        self.refresh()

    def _toggle_all(self) -> None:
        self._every = not self._every
        self.all.setText(self._all_wording())
        self._show_numbers()

    def _all_wording(self) -> str:
        return tr("Show what matters") if getattr(self, "_every", False) else tr("Show all indicators")

    def _reword(self) -> None:
        self.empty.setText(
            tr(
                "Here two to four variants stand side by side. Select them in the tree of variants and "
                "choose Compare; with one variant it is compared with the present."
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the maps once there is room."""
        super().resizeEvent(event)
        self.panes.fit()

    # The report

    def export_report(self) -> None:
        """Ask for a folder and write the report, its tables and its maps there."""
        folder = QFileDialog.getExistingDirectory(self, tr("Folder for the report"))
        if folder:
            self.write_report(Path(folder))

    def write_report(self, folder: Path) -> None:
        """Write the report to a folder in the background; the reference comes first in it."""
        from scenarios.commands.comparing import about, write_report

        if self.comparison is None:
            return
        at = self.comparison.reference
        order = [at, *(i for i in range(len(self.comparison.snapshots)) if i != at)]
        snapshots = [self.comparison.snapshots[i] for i in order]
        job = write_report(snapshots, about(self.session.need()), folder)
        work.run("report", job, on_result=lambda made: self._told(folder), label=tr("Writing the report"))

    def _told(self, folder: Path) -> None:
        url = QUrl.fromLocalFile(str(folder / "report.pdf"))
        self.session.tell(
            tr("The report is in {folder}.", folder=folder.name),
            tr("Open"),
            lambda: QDesktopServices.openUrl(url),
        )
