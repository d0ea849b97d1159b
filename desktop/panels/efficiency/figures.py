"""Used land beside land that is not used, and what a hectare brings: the figures of one place."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.efficiency.facts import Facts
from desktop.text import retranslate
from desktop.widgets.chip import Chip
from desktop.widgets.figures import plain, written
from desktop.widgets.label import Label
from desktop.widgets.share_bar import ShareBar
from scenarios.landuse.efficiency import Used
from scenarios.wording import hectares, number, tr

PARTS = ("unused", "used", "unknown")
PER_HECTARE = ("jobs_per_ha", "tonnes_per_ha", "homes_per_ha")


def colour_of(part: str) -> str:
    """The colour of used, unused or unknown land, as on the map."""
    return {
        "used": look.map_colour("used").name(),
        "unused": look.map_colour("unused").name(),
        "unknown": look.colour("outline").name(),
    }[part]


class UsedBar(QWidget):
    """What is not used next to what is: a bar, and each part in hectares and as a share."""

    def __init__(self) -> None:
        super().__init__()
        self._used = Used(0, 0, 0)
        self.head, self.bar = Label(medium=True, wrap=True), ShareBar()
        self.lines: dict[str, tuple[Label, Label, Label]] = {}
        self._chips: dict[str, QWidget] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.size("gap"))
        self._grid.setVerticalSpacing(look.size("grid"))
        self._grid.setColumnStretch(1, 1)
        for at, part in enumerate(PARTS):
            line = self.lines[part] = (Label(), Label(medium=True), Label(role="secondary"))
            for column, label in enumerate(line, start=1):
                self._grid.addWidget(label, at, column)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        column.addWidget(self.head)
        column.addWidget(self.bar)
        column.addLayout(self._grid)
        look.restyle(self, self._dress)
        retranslate(self, self._word)

    def show_used(self, used: Used) -> None:
        """Show the land for work of a place."""
        self._used = used
        total = used.total
        shares = [(getattr(used, part) / total if total else 0.0) for part in PARTS]
        said = []
        for part, share in zip(PARTS, shares, strict=True):
            name, amount, percent = self.lines[part]
            amount.setText(hectares(getattr(used, part)))
            percent.setText(f"{number(100 * share, 1 if 0 < share < 0.01 else 0)} %")
            said.append(f"{name.text()} {amount.text()}")
        coloured = [(share, colour_of(part)) for part, share in zip(PARTS, shares, strict=True)]
        self.bar.show_shares(coloured, ", ".join(said))
        self.head.setText(tr("Land for work: {area}", area=hectares(total)))

    def _dress(self) -> None:
        for at, part in enumerate(PARTS):
            old = self._chips.pop(part, None)
            if old is not None:
                self._grid.removeWidget(old)
                old.deleteLater()
            self._chips[part] = Chip(colour_of(part))
            self._grid.addWidget(self._chips[part], at, 0)
        self.show_used(self._used)

    def _word(self) -> None:
        words = {"unused": tr("Not used"), "used": tr("Used"), "unknown": tr("Not known")}
        for part, (name, *_) in self.lines.items():
            name.setText(words[part])
        self.show_used(self._used)


class FigureList(QWidget):
    """What a hectare brings, with how it was worked out; "not known" where nothing is known."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, tuple[Label, Label]] = {}
        self.about = Label(font="secondary", role="secondary", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.size("gap"))
        grid.setVerticalSpacing(look.size("grid"))
        grid.setColumnStretch(0, 1)
        for at, key in enumerate(PER_HECTARE):
            line = self.lines[key] = (Label(wrap=True), Label(medium=True))
            grid.addWidget(line[0], at, 0)
            grid.addWidget(line[1], at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addLayout(grid)
        column.addWidget(self.about)

    def show_figures(self, facts: Facts, code: str) -> None:
        """Show the figures of a place (empty: of the region)."""
        by_key = {figure.key: figure for figure in facts.figures}
        for key, (name, value) in self.lines.items():
            figure = by_key[key]
            name.setText(figure.name)
            name.setToolTip(figure.formula)
            per = figure.per_municipality or {}
            if (code and code not in per) or (not code and not per):
                value.setText(tr("not known"))
                value.set_role("secondary")
                continue
            value.set_role("")
            if code:
                text = plain(round(per[code]), figure.unit)
            else:
                text = written(figure.value, figure.low, figure.high, figure.unit, figure.certainty).value
            value.setText(f"{text} {tr(figure.unit)}")
        used = by_key["work_used"]
        self.about.setText(used.formula)
