"""What the land of the selected site is for: a thin bar of shares, each share in words, plots by category."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.widgets.chip import Chip
from desktop.widgets.figures import in_hectares
from desktop.widgets.label import Label, NumberLabel, ShortLabel
from desktop.widgets.share_bar import ShareBar
from scenarios.landuse.catalogue import USES
from scenarios.landuse.sites import SHARES, SiteFacts, facts_of
from scenarios.project.model import Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr


def share_name(share: str) -> str:
    """What a share of a site's land is called."""
    return {
        "issued": tr("Plots to be issued"),
        "yard": tr("Shared yard"),
        "road": tr("Internal road"),
        "green": tr("Green"),
        "water": tr("Water"),
        "rest": tr("In no plot yet"),
    }[share]


def _colour(share: str, kind: str) -> str:
    uses = {"issued": "HMC" if kind == "cluster" else "BED", "road": "INF", "green": "GRO", "water": "WAT"}
    if share in uses:
        return USES[uses[share]].colour
    return USES["OVE" if share == "rest" else "WRK"].colour


class LandBlock(QWidget):
    """Shares of the gross area with hectares, and the plots of each environmental category."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self.bar = ShareBar()
        self.categories = Label(role="secondary", wrap=True)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(look.size("grid") // 2)
        self._grid.setHorizontalSpacing(look.size("gap"))
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.bar)
        column.addLayout(self._grid)
        column.addWidget(self.categories)

    def show_site(self, snapshot: Snapshot, site: Site) -> None:
        """Show a site."""
        facts = facts_of(snapshot, site)
        shares = {name: facts.shares[name] for name in SHARES if facts.shares[name]}
        said = {
            name: number(100 * m2 / facts.area_m2) if facts.area_m2 else "" for name, m2 in shares.items()
        }
        words = ", ".join(f"{share_name(name)} {said[name]} %" for name in shares)
        parts = [(m2 / facts.area_m2, _colour(name, site.kind)) for name, m2 in shares.items()]
        self.bar.show_shares(parts, words)
        self.categories.setText(_by_category(facts))
        self.categories.setVisible(bool(facts.categories))
        shown = (tuple(shares), site.kind)
        if shown != self._shown:
            self._shown = shown
            self._rebuild(tuple(shares), site.kind)
        for row, (name, m2) in enumerate(shares.items()):
            for column, text in (
                (1, share_name(name)),
                (2, f"{in_hectares(m2, 2)} ha"),
                (3, f"{said[name]} %"),
            ):
                item = self._grid.itemAtPosition(row, column)
                widget = item.widget() if item is not None else None
                if isinstance(widget, Label):
                    widget.setText(text)

    def _rebuild(self, shares: tuple[str, ...], kind: str) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, name in enumerate(shares):
            self._grid.addWidget(Chip(_colour(name, kind)), row, 0)
            self._grid.addWidget(ShortLabel(role="secondary"), row, 1)
            self._grid.addWidget(NumberLabel(), row, 2)
            self._grid.addWidget(NumberLabel(role="secondary"), row, 3)


def _by_category(facts: SiteFacts) -> str:
    """The plots of each category in one line: 4.2: 3 (2.10 ha)."""
    said = "; ".join(
        f"{kind.category or tr('none')}: {kind.plots} ({in_hectares(kind.m2, 2)} ha)"
        for kind in facts.categories
    )
    return tr("Plots by category – {plots}", plots=said)
