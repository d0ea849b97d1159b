"""Benefit and burden: who has what of a variant, the value first and both in the same size; each item has an
owner or is listed as without one."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import look, work
from desktop.panels.burden.detail import Detail
from desktop.panels.burden.facts import (
    EVERYWHERE,
    Facts,
    balance_text,
    facts_of,
    gathered,
    tone,
)
from desktop.panels.burden.rows import OpenRow, PlaceRow, open_columns, party_words, place_columns
from desktop.panels.burden.shares import Shares
from desktop.panels.burden.sides import Sides
from desktop.panels.burden.urgency_bar import UrgencyBar
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.row_table import RowTable
from desktop.widgets.scrolled import scrolled
from desktop.widgets.segments import Segments
from scenarios.edits.owners import set_owner
from scenarios.edits.urgency import set_urgency
from scenarios.landuse.parties import owner_of
from scenarios.project.model import PRESENT
from scenarios.wording import language, mark, tr

FRAME_SECONDS = 0.008
"""What may be reckoned between two frames of a drag; slower goes to a thread, the latest wins."""

PAGES = ("sides", "places", "owners")


class BurdenPanel(QWidget):
    """Three pages: both sides of one place, all municipalities in a table, and what has no owner."""

    title = mark("Benefit and burden")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.facts: Facts | None = None
        self.code, self.item = EVERYWHERE, ""
        self._every = False
        self._seconds = 1.0
        self.page = Segments(
            [
                ("sides", lambda: tr("Side by side")),
                ("places", lambda: tr("Municipalities")),
                ("owners", lambda: tr("Owners")),
            ]
        )
        self.place = QComboBox()
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.urgency = UrgencyBar()
        self.sides = Sides(self._owner)
        self.net, self.net_range = Label(medium=True, wrap=True), Label(role="secondary", wrap=True)
        self.shares, self.detail = Shares(), Detail()
        self.all = text_button(self._all_words, self._toggle_all, role="link")
        self.table, self.open, self.parties = RowTable(()), RowTable(open_columns()), Label(wrap=True)
        self.count, self.parties_head = Label(role="secondary", wrap=True), Label(medium=True)
        self._scrolling = QTimer(self)
        self._scrolling.setSingleShot(True)
        self._scrolling.timeout.connect(self._scroll_to_detail)
        self.wide: RowTable | None = None
        self._said, self._started = "", 0.0
        self._pages = QStackedLayout()
        self._lay_out()
        self.page.chosen.connect(self.show_page)
        self.place.activated.connect(self._place_chosen)
        self.sides.explained.connect(self.explain)
        self.detail.owned.connect(self._own)
        self.urgency.levelled.connect(self._level)
        self.urgency.dated.connect(self._date)
        self.table.chosen.connect(self._mark_place)
        self.table.opened.connect(self._open_place)
        self.open.chosen.connect(self._open_item)
        self.mapped, self.large = self._buttons()
        retranslate(self, self._word)
        self.follow = Follow(self, session, self.refresh)

    def header(self) -> tuple[QWidget, ...]:
        """Urgency on the map, and the whole table in a window."""
        return (self.mapped, self.large)

    def _buttons(self) -> tuple[QToolButton, QToolButton]:
        mapped = icon_button(
            "urgency",
            lambda: tr("Urgency on the map"),
            tip=lambda: tr("Shades each municipality by how urgent it is there"),
            checkable=True,
            small=True,
        )
        mapped.toggled.connect(self._show_on_map)
        large = icon_button("matrix", lambda: tr("Whole table"), self.open_wide, small=True)
        return mapped, large

    def _lay_out(self) -> None:
        gap = look.size("gap")
        sides = (self.urgency, self.net, self.net_range, self.sides, self.detail, self.shares, self.all)
        self._scroll = scrolled(sides)
        first = QWidget()
        upper = QVBoxLayout(first)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(gap)
        upper.addWidget(self.place)
        upper.addWidget(self._scroll, 1)
        owners = QWidget()
        column = QVBoxLayout(owners)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        self._people = scrolled((self.parties_head, self.parties))
        self.open.setMinimumHeight(3 * look.size("row"))
        for widget, share in ((self.count, 0), (self.open, 3), (self._people, 2)):
            column.addWidget(widget, share)
        body = QWidget()
        body.setLayout(self._pages)
        for widget in (first, self.table, owners):
            self._pages.addWidget(widget)
        head = QHBoxLayout()
        head.addWidget(self.page)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(gap)
        whole.addLayout(head)
        whole.addWidget(body, 1)

    # What is shown

    def refresh(self) -> None:
        """Reckon the session as it is and show it: at once where that is quick, else when it is done."""
        document = self.session.document
        self.mapped.blockSignals(True)
        self.mapped.setChecked(self.session.layer("urgency").shown)
        self.mapped.blockSignals(False)
        if document is None:
            self.facts = None
            return
        snapshot = self.session.snapshot()
        if self.facts is not None and self.facts.snapshot is snapshot and self._said == language():
            self._show()
            return
        if self.facts is not None and self._seconds < FRAME_SECONDS:
            started = time.perf_counter()
            self._take(facts_of(snapshot))
            self._seconds = time.perf_counter() - started
            return
        self._started = time.perf_counter()
        work.run("burden", gathered(snapshot), on_result=self._arrived)

    def _arrived(self, facts: Facts) -> None:
        self._seconds = time.perf_counter() - self._started
        self._take(facts)

    def _take(self, facts: Facts) -> None:
        if self.session.document is None:
            return
        self.facts, self._said = facts, language()
        self._fill_places(facts)
        self._show()

    def _fill_places(self, facts: Facts) -> None:
        wanted = [(tr("Whole region"), EVERYWHERE), *((name, code) for code, name in facts.names.items())]
        now = [(self.place.itemText(i), self.place.itemData(i)) for i in range(self.place.count())]
        if now != wanted:
            self.place.clear()
            for name, code in wanted:
                self.place.addItem(name, code)
        if self.code not in facts.names:
            self.code = EVERYWHERE
        self.place.setCurrentIndex(max(0, self.place.findData(self.code)))

    def _show(self) -> None:
        facts = self.facts
        if facts is None:
            return
        match self.page.choice:
            case "sides":
                self._show_sides(facts)
            case "places":
                self._show_places(facts)
            case _:
                self._show_owners(facts)
        if self.wide is not None:
            self._fill(self.wide, facts, wide=True)

    def _show_sides(self, facts: Facts) -> None:
        editing = self.session.editing
        self.urgency.setVisible(bool(self.code))
        self.urgency.show_row(facts.urgency.get(self.code), editing=editing)
        self.sides.show_facts(facts, self.code, every=self._every, chosen=self.item)
        net = facts.homes[self.code]
        self.net.setText(tr("Homes on balance: {net}", net=balance_text(net, "dwellings")))
        self.net.set_role(tone(net))
        self.net_range.setText(
            tr("Possible on freed land, less those lost and those not possible inside contours.")
        )
        item = facts.item(self.item)
        self.detail.setVisible(item is not None)
        if item is not None:
            owner = self._owner(item.key, self.code)
            may = editing and self.session.variant != PRESENT
            self.detail.show_item(facts, item, self.code, owner, editing=may)
        self.shares.setVisible(bool(self.code))
        if self.code:
            self.shares.show_shares(facts.names[self.code], facts.shares(self.code))

    def _show_places(self, facts: Facts) -> None:
        self._fill(self.table, facts, wide=False)
        self.table.mark(lambda row: row.code == self.code)

    def _fill(self, table: RowTable, facts: Facts, *, wide: bool) -> None:
        state = (language(), [item.key for item in facts.items])
        if table.property("said") != str(state):
            table.setProperty("said", str(state))
            table.rows.set_columns(place_columns(facts, wide=wide))
            table.set_widths()
        table.show_rows([PlaceRow(code, facts) for code in facts.names])

    def _show_owners(self, facts: Facts) -> None:
        rows = [OpenRow(item, code, facts) for item, code in facts.open_items]
        self.open.show_rows(rows)
        whole = sum(1 for item in facts.items for s in item.spans.values() if s.value or s.low or s.high)
        self.count.setText(
            tr(
                "{count} of {whole} items in municipalities are without owner. Choose one to name its owner.",
                count=len(rows),
                whole=whole,
            )
            if whole
            else tr("Nothing in this variant and year falls on a municipality yet.")
        )
        self.count.set_role("warning" if rows else "secondary")
        self.parties.setText("\n".join(party_words(facts, party) for party in facts.parties))
        self._people.setVisible(bool(facts.parties))

    def _owner(self, item: str, code: str) -> str:
        return owner_of(self.facts.snapshot, item, code) if self.facts is not None else ""

    # What the hand does

    def show_page(self, name: str) -> None:
        """Turn to a page."""
        self.page.choose(name)
        self._pages.setCurrentIndex(PAGES.index(name))
        self._show()

    def go_to(self, code: str, item: str = "") -> None:
        """Show both sides of a place, with one item explained."""
        self.code, self.item = code, item or self.item
        self.place.setCurrentIndex(max(0, self.place.findData(code)))
        self.show_page("sides")

    def explain(self, key: str) -> None:
        """Explain an item, or leave it at that."""
        self.item = "" if key == self.item else key
        self._show()
        if self.item:
            self._scrolling.start()

    def _scroll_to_detail(self) -> None:
        self._scroll.verticalScrollBar().setValue(self.detail.y())

    def open_wide(self) -> None:
        """The table with every item in a window that has room for it."""
        if self.facts is None:
            return
        dialog = QDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr(self.title))
        table = self.wide = RowTable(())
        table.setAccessibleName(tr(self.title))
        table.opened.connect(self._open_place)
        column = QVBoxLayout(dialog)
        column.addWidget(table)
        self._fill(table, self.facts, wide=True)
        dialog.finished.connect(self._close_wide)
        dialog.resize(look.size("window_min_width"), look.size("dialog_height"))
        dialog.show()

    def _close_wide(self, _result: int) -> None:
        self.wide = None

    def _place_chosen(self, _at: int) -> None:
        self.code = self.place.currentData() or EVERYWHERE
        self._show()

    def _mark_place(self, row: PlaceRow) -> None:
        self.code = row.code
        self.place.setCurrentIndex(max(0, self.place.findData(row.code)))

    def _open_place(self, row: PlaceRow) -> None:
        self.go_to(row.code)

    def _open_item(self, row: OpenRow) -> None:
        self.go_to(row.code, row.item.key)
        self._scrolling.start()
        self.detail.owner.setFocus()

    def _toggle_all(self) -> None:
        self._every = not self._every
        self.all.setText(self._all_words())
        self._show()

    def _show_on_map(self, shown: bool) -> None:
        self.session.show_layer("urgency", shown=shown)

    # What is written

    def _own(self, text: str) -> None:
        item = self.facts.item(self.item) if self.facts is not None else None
        if item is not None:
            changes = set_owner(self.session.committed(), item.key, self.code, text)
            self.session.edit(tr("Owner of {item}", item=item.figure.name), changes)

    def _level(self, level: int) -> None:
        self.session.edit(
            tr("Urgency of {place}", place=self._place_name()),
            set_urgency(self.session.committed(), self.code, level),
        )

    def _date(self, text: str) -> None:
        row = self.facts.urgency.get(self.code) if self.facts is not None else None
        if row is not None:
            self.session.edit(
                tr("Urgency of {place}", place=self._place_name()),
                set_urgency(self.session.committed(), self.code, row.level, text),
            )

    def _place_name(self) -> str:
        return self.facts.names.get(self.code, self.code) if self.facts is not None else self.code

    def _all_words(self) -> str:
        return tr("Show what matters") if getattr(self, "_every", False) else tr("Show every item")

    def _word(self) -> None:
        self.place.setAccessibleName(tr("Municipality"))
        self.table.setAccessibleName(tr("Municipalities"))
        self.open.setAccessibleName(tr("Items without owner"))
        self.parties_head.setText(tr("Parties"))
        self.page.set_tips(
            {
                "sides": lambda: tr("What a municipality gains and what it bears"),
                "places": lambda: tr("All municipalities; a click on a header sorts, Ctrl+C copies"),
                "owners": lambda: tr("What has no owner yet, and what is known of the parties"),
            }
        )
