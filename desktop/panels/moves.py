"""Relocations: which businesses leave, where they land, what is not known yet; played, chained, set aside."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.moves_form import MoveForm
from desktop.panels.moves_list import MovesList
from desktop.panels.moves_player import MovesPlayer, around
from desktop.session import Session
from desktop.text import retranslate
from desktop.tools.move_business import DEFAULT_FREED_USE
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.chooser import Chooser, Option
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.names import place_name
from desktop.widgets.new_variant import new_variant
from desktop.widgets.segments import Segments
from scenarios.edits.moves import move_business, remove
from scenarios.landuse.moves import MoveFacts, category_of_move, moves, municipality_at, name_of
from scenarios.project.model import PRESENT, Business, Move
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

ALL, WITHOUT = "all", "without"


class MovesPanel(QWidget):
    """A list with lights, the player of its chain, and what can be filled in of the chosen one."""

    title = mark("Relocations")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.count = Label(role="secondary", wrap=True)
        self.empty = Label(role="secondary", wrap=True)
        self.filter = Segments([(ALL, lambda: tr("All")), (WITHOUT, lambda: tr("No destination"))])
        self.list = MovesList()
        self.player, self.form = MovesPlayer(session), MoveForm(session)
        self.add = Chooser()
        self.add_label = Label(role="secondary")
        self.out = text_button(self._out_words, self.move_selected_out, role="primary")
        self.variant = text_button(
            lambda: tr("New variant"), lambda: new_variant(session), role="primary", icon="plus"
        )
        self.buttons = QWidget()
        self._lay_out()
        self.filter.chosen.connect(lambda _name: self.refresh())
        self.list.chosen.connect(self._select)
        self.list.opened.connect(self.show_on_map)
        self.add.chosen.connect(self.move_out)
        retranslate(self, self._word)
        self.follow = Follow(self, session, self.refresh)

    def _lay_out(self) -> None:
        gap = look.size("gap")
        buttons = QHBoxLayout(self.buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(look.size("grid"))
        self.show_it = icon_button("pin", lambda: tr("Show on the map"), self.show_on_map, small=True)
        self.pick = icon_button("arrow", lambda: tr("Choose the plot on the map"), self.pick_plot, small=True)
        self.gone = icon_button("delete", lambda: tr("Remove this relocation"), self.remove, small=True)
        for button in (self.show_it, self.pick, self.gone):
            buttons.addWidget(button)
        buttons.addStretch(1)
        new = QVBoxLayout()
        new.setSpacing(look.size("grid"))
        new.addWidget(self.add_label)
        new.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self.empty)
        column.addWidget(self.variant, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.count)
        column.addWidget(self.filter)
        column.addWidget(self.player)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        column.addWidget(self.form)
        column.addWidget(self.out)
        column.addLayout(new)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def refresh(self) -> None:
        """Show the variant as it is in the file, and which relocation is selected."""
        opened = self.session.document is not None
        shown = self.session.committed() if opened else None
        facts = moves(shown) if shown is not None else ()
        there, present = bool(facts), not opened or self.session.variant == PRESENT
        for widget in (self.count, self.filter, self.list, self.player):
            widget.setVisible(there)
        self._rest.setVisible(not there)
        self.empty.setVisible(not there)
        self.variant.setVisible(opened and present and self.session.editing)
        can_add = shown is not None and not present and self.session.editing and bool(_free(shown))
        self.add.setVisible(can_add)
        self.add_label.setVisible(can_add)
        self.out.setVisible(can_add and self._selected_business() is not None)
        self.out.setText(self._out_words())
        self.empty.setText(self._first_step(shown, present))
        key = self._chosen_key()
        one = next((f for f in facts if f.row.key == key), None)
        self.form.setVisible(one is not None)
        self.buttons.setVisible(one is not None)
        if shown is None:
            return
        self.add.show_options(_options(shown), "", tr("choose the business that leaves"))
        open_ends = sum(f.row.plot is None for f in facts)
        self.count.setText(_counted(len(facts), open_ends))
        kept = [f for f in facts if self.filter.choice == ALL or f.row.plot is None]
        self.list.show_moves(shown, kept, key)
        self.player.show_chain(shown, key)
        if one is not None:
            self._show_one(shown, one)

    def _show_one(self, shown: Snapshot, one: MoveFacts) -> None:
        self.form.show_move(shown, one)
        self.gone.setEnabled(self.session.editing)
        self.pick.setEnabled(self.session.editing and one.row.plot is None)

    def _chosen_key(self) -> int | None:
        """The relocation that is selected, also by its business."""
        if self.session.document is None:
            return None
        shown, chosen = self.session.committed(), self.session.selection
        keys = [key for table, key in chosen if table == "move" and key in shown.moves]
        left = {key for table, key in chosen if table == "business"}
        keys += [row.key for row in shown.moves.values() if row.business in left]
        return keys[0] if keys else None

    def _first_step(self, shown: Snapshot | None, present: bool) -> str:
        if shown is None or present:
            return tr("Relocations are planned in a variant: make or choose one first.")
        if not shown.businesses:
            return tr(
                "No business moves yet. First step: put a present business on the map (I) in Draw, or draw "
                "the land that is left with “Relocate a business” (Shift+B)."
            )
        return tr(
            "No business moves yet. First step: choose below which one leaves, or click it in Draw with "
            "“Relocate a business” (Shift+B)."
        )

    def move_out(self, key: str) -> None:
        """Plan the move of a present business, and select it."""
        if not key:
            return
        shown = self.session.committed()
        business: Business = shown.businesses[int(key)]
        label = tr("Move {name} out", name=business.name or tr("business"))
        written = self.session.edit(label, move_business(shown, int(key), DEFAULT_FREED_USE))
        self.session.select([("move", c.key) for c in written if c.table == "move"])

    def move_selected_out(self) -> None:
        """Plan the move of the business that is selected."""
        business = self._selected_business()
        if business is not None:
            self.move_out(str(business.key))

    def _selected_business(self) -> Business | None:
        """The one selected business, where it does not move yet."""
        if self.session.document is None or len(self.session.selection) != 1:
            return None
        table, key = self.session.selection[0]
        free = _free(self.session.committed()) if table == "business" else []
        return next((row for row in free if row.key == key), None)

    def _out_words(self) -> str:
        business = self._selected_business()
        name = business.name if business is not None else ""
        return tr("Move {name} out", name=name or tr("this business"))

    def _select(self, key: int) -> None:
        self.session.select([("move", key)])

    def show_on_map(self, key: int | None = None) -> None:
        """Go to a relocation on the map, the chosen one where none is given."""
        shown = self.session.committed()
        row = shown.moves.get(key or self._chosen_key() or 0)
        if row is None:
            return
        self.session.select([("move", row.key)])
        self.session.show(around(shown, [row]))

    def pick_plot(self) -> None:
        """Choose the destination on the map, with the tool for it in hand."""
        key = self._chosen_key()
        if key is not None:
            self.session.select([("move", key)])
            self.session.go_to(workspace="draw")
            self.session.use_tool("move-business")

    def remove(self) -> None:
        """Remove the chosen relocation with what was drawn for it alone."""
        key = self._chosen_key()
        shown = self.session.committed()
        if key is not None:
            label = tr("Remove relocation {name}", name=name_of(shown, shown.moves[key]))
            self.session.edit(label, remove(shown, [key]))

    def _word(self) -> None:
        self.add_label.setText(tr("Move a business out"))
        self.add.setAccessibleName(tr("Move a business out"))
        self.list.setAccessibleName(tr("Relocations"))
        self.filter.set_tips({WITHOUT: lambda: tr("Only relocations whose destination is not known yet")})


def _counted(count: int, open_ends: int) -> str:
    """How many relocations there are, and how many of them have no destination."""
    if not open_ends:
        return tr("{count} relocations, all with a destination", count=count)
    return tr("{count} relocations, {open} without a destination", count=count, open=open_ends)


def _free(shown: Snapshot) -> list[Business]:
    """The businesses that do not move yet."""
    taken = {row.business for row in shown.moves.values()}
    return [row for row in shown.businesses.values() if row.key not in taken]


def _options(shown: Snapshot) -> list[Option]:
    """The businesses that do not move yet, with their category, by municipality."""
    found = []
    for row in _free(shown):
        code = municipality_at(shown, row)
        category = category_of_move(shown, Move(0, 0, 0, b"", business=row.key))
        group = place_name(shown, code) if code else ""
        found.append(Option(str(row.key), row.name or tr("Business"), category, group))
    return sorted(found, key=lambda option: (option.group, option.text, option.key))
