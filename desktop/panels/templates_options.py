"""How a layout is to be laid out: widths, shares, the side where ships come, and what was there before."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.tools.template import AMOUNTS, options_of
from desktop.widgets.amount_field import AmountField
from desktop.widgets.label import Label
from desktop.widgets.segments import Segments
from scenarios.edits.templates import NO_QUAY, innovation_of
from scenarios.landuse.templates import Recipe
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

_FIELDS: tuple[tuple[str, Callable[[], str], str, float], ...] = (
    ("template_road", lambda: tr("Road width"), "m", 40.0),
    ("template_green", lambda: tr("Green edge"), "m", 100.0),
    ("template_innovation", lambda: tr("Innovation plots"), "%", 50.0),
    ("template_water", lambda: tr("Water storage"), "%", 30.0),
)
"""The session's option, its name, its unit and its largest value."""


class TemplateOptions(QWidget):
    """Fields that show the layout's own values until another is typed; emptied, they do so again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.fields: dict[str, AmountField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        for name, wording, unit, most in _FIELDS:
            field = AmountField(wording, unit, 1, nothing=name != "template_road")
            row = field.layout()
            if row is not None:
                row.setStretch(0, 1)  # type: ignore[attr-defined]
            field.typed.connect(lambda value, n=name, m=most: self._typed(n, value, m))
            self.fields[name] = field
            column.addWidget(field)
        self.quay_name = Label(role="secondary")
        self.quay = Segments(
            [
                ("water", lambda: tr("Water")),
                ("side", lambda: tr("Side")),
                ("none", lambda: tr("None")),
            ]
        )
        self.quay.chosen.connect(self._quay)
        self.replace = QCheckBox()
        self.replace.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.replace.toggled.connect(
            lambda on: self.session.choose("template_replace", "on" if on else "off")
        )
        column.addWidget(self.quay_name)
        column.addWidget(self.quay)
        column.addWidget(self.replace)
        retranslate(self, self._reword)

    def show_values(self, snapshot: Snapshot, recipe: Recipe, plots: int) -> None:
        """Show what holds for a recipe; `plots`: how many the site has that could give way."""
        options = options_of(self.session.options)
        own = {
            "road_m": recipe.road_m,
            "green_m": recipe.green_m,
            "water_share": recipe.water_share,
            "innovation": innovation_of(snapshot, recipe, options),
        }
        for name, (column, unit) in AMOUNTS.items():
            typed = getattr(options, column)
            self.fields[name].show_amount((own[column] if typed is None else typed) / unit)
        quay = options.quay
        self.quay.choose("none" if quay == NO_QUAY else "side" if quay else "water")
        self.replace.setVisible(plots > 0)
        self.replace.setText(tr("Replace {count} plots", count=plots))
        self.replace.setChecked(options.replace)

    def _typed(self, name: str, value: float | None, most: float) -> None:
        self.session.choose(name, "" if value is None else str(min(value, most)))

    def _quay(self, choice: str) -> None:
        if choice == "side":
            self.session.tell(tr("Click the side of the outline where ships come."))
            return
        self.session.choose("template_quay", NO_QUAY if choice == "none" else "")

    def _reword(self) -> None:
        self.quay_name.setText(tr("Quay side"))
        self.quay.setAccessibleName(tr("Quay side"))
        self.quay.set_tips(
            {
                "water": lambda: tr("The longest part of the outline that lies at water"),
                "side": lambda: tr("The side that you click on the map"),
                "none": lambda: tr("No quay: the green edge runs all round"),
            }
        )
