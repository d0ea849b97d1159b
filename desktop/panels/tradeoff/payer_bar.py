"""Who pays, beside the sliders: in proportion, in an order, one use, or another municipality that swaps.

The rule is remembered on this machine per project, not in the file: it is how a hand works, as a tool is.
What it leads to, the conversions, is in the file; so changing it is no step to undo and nothing to merge.
"""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from desktop import look
from desktop.panels.tradeoff.order_list import OrderButton
from desktop.remember import recall, remember
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.chooser import Chooser, Option
from desktop.widgets.label import Label
from desktop.widgets.names import place_name, use_name
from scenarios.landuse.catalogue import USES
from scenarios.landuse.limits import locked_in, rules
from scenarios.landuse.payers import ALL, Payer
from scenarios.wording import tr

ORDER, SWAP = "order", "swap"


@dataclass(frozen=True, slots=True)
class Hand:
    """The rule as it was set: its `kind` is "", ORDER, SWAP or the use that pays; the rest is kept for when
    that kind is chosen again. `goes`: what goes the other way in a swap, "" for all in proportion."""

    kind: str = ""
    order: tuple[str, ...] = ()
    place: str = ""
    goes: str = ""


def usual_order() -> tuple[str, ...]:
    """The uses that may pay, in the order of land_uses.csv; last those that pay with what was planned only,
    a standing rule keeping what there is."""
    return tuple(sorted((use for use, row in USES.items() if row.payable), key=lambda u: rules()[u].keeps))


def kept_hand(value: Any) -> Hand:
    """The rule of what was remembered; that of a first start where it cannot be read."""
    match value:
        case [str(kind), [*order], str(place), str(goes)] if all(use in USES for use in order):
            known = kind if kind in ("", ORDER, SWAP, *USES) else ""
            return Hand(known, tuple(dict.fromkeys(order)), place, goes if goes in USES else "")
    return Hand()


class PayerBar(QWidget):
    """Shows the rule in force for one municipality and lets it be changed; tells `changed()`."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._path = ""
        self.code = ""
        self.hand = Hand()
        self.title = Label(role="secondary")
        self.rule = _Combo()
        self.order = OrderButton()
        self.with_ = Label(role="secondary")
        self.place = Chooser()
        self.place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.place.setMinimumWidth(look.size("left_panel") * 2 // 3)
        self.place.setMaximumWidth(look.size("left_panel"))
        self.goes_title = Label(role="secondary")
        self.goes = _Combo()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.size("gap"))
        for widget in (self.title, self.rule):
            row.addWidget(widget)
        row.addWidget(self.order, 1)
        row.addWidget(self.with_)
        row.addWidget(self.place, 4)
        row.addWidget(self.goes_title)
        row.addWidget(self.goes)
        row.addStretch(0)
        self._row = row
        self.rule.activated.connect(self._choose_rule)
        self.goes.activated.connect(self._choose_goes)
        self.place.chosen.connect(self._choose_place)
        self.order.changed.connect(self._choose_order)
        retranslate(self, self._reword)

    def show_place(self, code: str) -> None:
        """Show the rule for a municipality of the open project."""
        self.code = code
        document = self._session.document
        path = str(document.path) if document is not None else ""
        if path != self._path:
            self._path = path
            self.hand = kept_hand(recall(f"payer/{path}"))
        self._fill()

    def payer(self, use: str) -> Payer:
        """The rule for the slider of a use: a use that is named does not pay for itself."""
        kind = self.hand.kind
        if kind == ORDER:
            uses = tuple(other for other in self._ordered() if other != use)
            return Payer(uses) if uses else ALL
        if kind == SWAP and self._partner():
            goes = self.hand.goes
            return Payer((goes,) if goes and goes != use else (), self._partner())
        return Payer((kind,)) if kind in USES and kind != use else ALL

    def pays_itself(self, use: str) -> bool:
        """Whether the use of a slider is the one that was named to pay."""
        return self.hand.kind == use or (self.hand.kind == SWAP and self.hand.goes == use)

    def _ordered(self) -> tuple[str, ...]:
        return self.hand.order or usual_order()

    def _partner(self) -> str:
        """The municipality that swaps: the one chosen, else the next by name; "" where there is no other."""
        places = self._places()
        if self.hand.place in dict(places):
            return self.hand.place
        return places[0][0] if places else ""

    def _places(self) -> list[tuple[str, str]]:
        document = self._session.document
        if document is None:
            return []
        found = [(m.code, m.name) for m in document.region.municipalities if m.code != self.code]
        return sorted(found, key=lambda place: place[1].casefold().removeprefix("'s-"))

    # What shows

    def _fill(self) -> None:
        document = self._session.document
        if document is None or self.code not in document.region.index:
            return
        kind = self.hand.kind
        still = locked_in(self._session.committed(), self.code)
        rule: list[tuple[Any, str]] = [(None, tr("all unlocked uses, in proportion"))]
        rule.append((ORDER, tr("in an order")))
        if self._places():
            rule.append((SWAP, tr("another municipality (swap)")))
        rule += [(use, use_name(use)) for use in USES if use not in still]
        self.rule.show_choices(rule, kind or None)
        goes: list[tuple[Any, str]] = [(None, tr("all, in proportion"))]
        goes += [(use, use_name(use)) for use in USES]
        self.goes.show_choices(goes, self.hand.goes or None)
        self.order.show_order(self._ordered())
        snapshot = self._session.committed()
        self.place.show_options(
            [Option(code, name) for code, name in self._places()],
            self._partner(),
            place_name(snapshot, self._partner()),
        )
        swaps = kind == SWAP and bool(self._partner())
        self.order.setVisible(kind == ORDER)
        for widget in (self.with_, self.place, self.goes_title, self.goes):
            widget.setVisible(swaps)
        self._row.setStretch(self._row.count() - 1, 0 if kind == ORDER else 1)

    def _reword(self) -> None:
        self.title.setText(tr("Who pays:"))
        self.with_.setText(tr("with"))
        self.goes_title.setText(tr("that takes"))
        self.rule.setAccessibleName(tr("Who pays"))
        self.place.setAccessibleName(tr("The municipality that swaps"))
        self.goes.setAccessibleName(tr("What the other municipality takes in return"))
        self.rule.setToolTip(
            tr(
                "Which land gives way when a slider grows, and gets land when it shrinks; "
                "water and infrastructure only when they are named here."
            )
        )
        self.goes.setToolTip(
            tr("What goes to the other municipality, in exchange for the use whose slider is moved")
        )
        self._fill()

    # What is chosen

    def _set(self, **parts: Any) -> None:
        self.hand = replace(self.hand, **parts)
        hand = self.hand
        remember(f"payer/{self._path}", [hand.kind, list(hand.order), hand.place, hand.goes])
        self._fill()
        self.changed.emit()

    def _choose_rule(self, _index: int) -> None:
        self._set(kind=self.rule.currentData() or "")

    def _choose_goes(self, _index: int) -> None:
        self._set(goes=self.goes.currentData() or "")

    def _choose_place(self, code: str) -> None:
        self._set(place=code)

    def _choose_order(self, order: tuple[str, ...]) -> None:
        self._set(order=order)


class _Combo(QComboBox):
    """A short list of choices by their data."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def show_choices(self, wanted: list[tuple[Any, str]], chosen: Any) -> None:
        """Show these choices, the first where `chosen` is none of them."""
        if [(self.itemData(i), self.itemText(i)) for i in range(self.count())] != wanted:
            self.clear()
            for data, text in wanted:
                self.addItem(text, data)
        self.setCurrentIndex(next((i for i, (data, _) in enumerate(wanted) if data == chosen), 0))
