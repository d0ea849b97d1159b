"""What is typed or pasted into the table: taken into the programme as one step, or refused in a sentence."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.panels.tradeoff.amounts import read_amount, targets
from desktop.panels.tradeoff.bar import TableBar
from desktop.panels.tradeoff.block import Amount, Unknown, pasted
from desktop.panels.tradeoff.matrix import Matrix
from desktop.session import Session
from desktop.widgets.names import place_name, use_name
from scenarios.edits.cells import set_cells
from scenarios.errors import Refused
from scenarios.landuse.payers import Payer
from scenarios.project.model import PRESENT
from scenarios.wording import tr


class Entries(QObject):
    """Heeds what is typed and pasted in a matrix; `payer(use)` gives the rule for who pays."""

    def __init__(
        self, session: Session, matrix: Matrix, bar: TableBar, payer: Callable[[str], Payer]
    ) -> None:
        super().__init__(matrix)
        self._session, self._matrix, self._bar, self._payer = session, matrix, bar, payer
        matrix.typed.connect(self.type)
        matrix.pasted.connect(self.paste)
        matrix.kept.connect(self.say_why_not)

    def type(self, code: str, use: str, text: str) -> None:
        """Give a cell what was typed into it, in the unit in force."""
        unit, numbers = self._matrix.model.unit, self._matrix.model.table
        try:
            wanted = targets([Amount(code, use, read_amount(text, unit))], numbers, unit)
            changes = set_cells(self._session.committed(), wanted, self._payer(use))
        except Refused as refused:
            self._session.tell(str(refused), grave=True)
            return
        place = place_name(self._session.committed(), code)
        amount = f"{unit.text(unit.amount(wanted[code][use], use, numbers.facts[code].area_m2))} {unit.short}"
        label = tr("Plan {area} {use} in {place}", area=amount, use=use_name(use), place=place)
        self._session.edit(label, changes)

    def paste(self, text: str, also: dict[str, str] | None = None) -> None:
        """Put a copied block into the programme, from the current cell on or by its names, as one step."""
        index, model = self._matrix.table.currentIndex(), self._matrix.model
        if not model.editable or model.view.shown not in ("programme", "all"):
            self.say_why_not(*(self._matrix.current() or ("", "")))
            return
        try:
            amounts = pasted(text, model, max(0, index.row()), max(0, index.column()), also)
            wanted = targets(amounts, model.table, model.unit)
            changes = set_cells(self._session.committed(), wanted, self._payer(""))
        except Unknown as unknown:
            self._ask(unknown, text, also or {})
            return
        except Refused as refused:
            self._session.tell(str(refused), grave=True)
            return
        if not changes:
            self._session.tell(tr("What was pasted is what the programme has already."))
            return
        count = len(amounts)
        self._session.edit(tr("Paste {count} amounts into the programme", count=count), changes)

    def _ask(self, unknown: Unknown, text: str, also: dict[str, str]) -> None:
        """Offer the nearest name to one that is not known."""
        if not unknown.nearest:
            self._session.tell(str(unknown), grave=True)
            return
        meant = {**also, unknown.typed: unknown.nearest}
        remedy = tr("Yes, paste as {name}", name=unknown.nearest)
        self._session.tell(str(unknown), remedy, lambda: self.paste(text, meant), grave=True, stays=True)

    def say_why_not(self, code: str, use: str) -> None:
        """Why nothing can be typed where somebody tried to."""
        tell, shown = self._session.tell, self._bar.view.shown
        if not self._session.editing:
            tell(tr("This file is only looked at: nothing can be typed."))
        elif self._session.variant == PRESENT:
            tell(tr("The present stays as it is: what is to be is planned in a variant."))
        elif shown not in ("programme", "all"):
            tell(
                tr("Only the programme can be typed; this is what the map or the present says."),
                tr("Show the programme"),
                lambda: self._bar.take(shown="programme"),
            )
        elif not code or not use:
            tell(tr("Sums follow from the cells: type in a municipality."))
        else:
            tell(tr("No figure is known for {use}: choose hectares to type there.", use=use_name(use)))
