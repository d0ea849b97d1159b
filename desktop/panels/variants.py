"""The tree of variants: look at one, make, copy, rename or delete one, choose two to four to compare."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop import look
from desktop.session import MOST_COMPARED, Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button, quiet_menu, text_button
from desktop.widgets.label import Label
from desktop.widgets.remark import REMARK, RowTree
from scenarios.edits.variants import add_variant, delete_variant, free_name, rename_variant
from scenarios.errors import Refused
from scenarios.project.model import PRESENT, Variant
from scenarios.wording import mark, tr

_KEY = Qt.ItemDataRole.UserRole


class VariantsPanel(QWidget):
    """The present at the top, below it what was made from what."""

    title = mark("Variants")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._filling = False
        self.tree = _tree()
        self.compare = text_button(self._compare_words, self.compare_chosen, icon="compare")
        self.compare.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hint = Label(font="secondary", role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.tree)
        column.addWidget(self.compare)
        column.addWidget(self.hint)

        self.tree.currentItemChanged.connect(lambda now, before: self._look_at(now))
        self.tree.itemSelectionChanged.connect(self._word)
        self.tree.itemChanged.connect(self._renamed)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.tree.installEventFilter(self)
        self._make_actions()
        retranslate(self, self._fill)
        look.restyle(self, self._fill)
        session.edited.connect(self._edited)
        session.focused.connect(self._focus)

    def header(self) -> tuple[QWidget, ...]:
        """New, copy and delete."""
        self._buttons = (
            icon_button("plus", lambda: tr("New variant from the present"), self.add, small=True),
            icon_button("copy", lambda: tr("Copy this variant"), self.copy, small=True),
            icon_button("delete", lambda: tr("Delete this variant"), self.delete, small=True),
        )
        self._enable()
        return self._buttons

    _buttons: tuple[QWidget, ...] = ()

    # What the buttons and keys do

    def add(self) -> None:
        """Make a variant from the present and have its name typed."""
        tables = self.session.need().tables
        name = free_name(tables, tr("New variant"))
        self._make(tr("New variant {name}", name=name), add_variant(tables, name))

    def copy(self) -> None:
        """Make a variant as a copy of the active one and have its name typed."""
        tables = self.session.need().tables
        source = self.session.variant
        of = tables["variant"][source].name if source != PRESENT else tr("Present")
        name = free_name(tables, tr("Copy of {name}", name=of))
        self._make(tr("Copy variant {name}", name=of), add_variant(tables, name, source))

    def _make(self, label: str, changes: list) -> None:
        written = self.session.edit(label, changes)
        made = next(c.key for c in written if c.table == "variant")
        self.session.go_to(variant=made)
        self.rename()

    def rename(self) -> None:
        """Have the active variant's name typed in its place."""
        item = self._item(self.session.variant)
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.tree.editItem(item, 0)

    def delete(self) -> None:
        """Delete the active variant; the message offers to take that back."""
        session = self.session
        if session.variant == PRESENT or not session.editing:
            return
        name = session.need().tables["variant"][session.variant].name
        session.edit(
            tr("Delete variant {name}", name=name), delete_variant(session.need().tables, session.variant)
        )
        session.tell(tr("Variant {name} was deleted.", name=name), tr("Undo"), session.undo)

    def compare_chosen(self) -> None:
        """Open the comparison with the selected variants, or with the present beside the one selected."""
        self.session.compare(self._to_compare())
        self.session.go_to(workspace="compare")

    def chosen(self) -> list[int]:
        """The selected variants in the order of the tree."""
        return [item.data(0, _KEY) for item in self._items() if item.isSelected()]

    def _to_compare(self) -> list[int]:
        chosen = self.chosen()
        if len(chosen) >= 2:
            return chosen[:MOST_COMPARED]
        every = [item.data(0, _KEY) for item in self._items()]
        return list(dict.fromkeys([PRESENT, *chosen, *every]))[:2]

    # Showing

    def _edited(self, changes: tuple) -> None:
        if not changes or any(change.table == "variant" for change in changes):
            self._fill()

    def _fill(self) -> None:
        self._filling = True
        chosen = self.chosen()
        self.tree.clear()
        document = self.session.document
        if document is not None:
            present = _row(self.tree, tr("Present"), PRESENT, "present", False)
            rows = sorted(document.tables["variant"].values(), key=lambda v: (v.position, v.key))
            self._grow(present, PRESENT, rows, {PRESENT})
            for row in rows:
                if self._item(row.key) is None:
                    self._place(present, row)
            self.tree.expandAll()
            if self.session.variant in chosen:
                for item in self._items():
                    item.setSelected(item.data(0, _KEY) in chosen)
        height = sum(1 for _ in self._items()) * (self.tree.sizeHintForRow(0) or 0)
        self.tree.setFixedHeight(max(height + look.size("grid"), look.size("row")))
        self._filling = False
        self._focus()

    def _grow(self, above: QTreeWidgetItem, parent: int, rows: list[Variant], seen: set[int]) -> None:
        for row in rows:
            if row.parent == parent and row.key not in seen:
                self._grow(self._place(above, row), row.key, rows, seen | {row.key})

    def _place(self, above: QTreeWidgetItem, row: Variant) -> QTreeWidgetItem:
        item = _row(above, row.name, row.key, "variant", self.session.editing)
        if row.fictitious:
            item.setData(0, REMARK, tr("fictitious"))
            item.setToolTip(0, tr("{name} (fictitious)", name=row.name))
        return item

    def _focus(self) -> None:
        if self._filling:
            return
        item = self._item(self.session.variant)
        if item is not None and item is not self.tree.currentItem():
            self._filling = True
            self.tree.setCurrentItem(item)
            self._filling = False
        self._word()
        self._enable()

    def _word(self) -> None:
        self.compare.setText(self._compare_words())
        every = sum(1 for _ in self._items())
        self.compare.setVisible(every >= 2)
        self.hint.setVisible(every == 1 or (every >= 3 and len(self.chosen()) < 2))
        self.hint.setText(
            tr("Everything drawn belongs to a variant: make one with +.")
            if every == 1
            else tr("Select two to four variants to compare those.")
        )

    def _compare_words(self) -> str:
        count = len(self.chosen())
        if count >= 2:
            return tr("Compare {count} variants", count=min(count, MOST_COMPARED))
        return tr("Compare with present")

    def _enable(self) -> None:
        editing, drawn = self.session.editing, self.session.variant != PRESENT
        for button, enabled in zip(self._buttons, (editing, editing, editing and drawn), strict=False):
            button.setEnabled(enabled)
        may = (editing, editing, editing and drawn, editing and drawn)
        for action, enabled in zip(self._actions, may, strict=True):
            action.setEnabled(enabled)

    def _look_at(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.session.go_to(variant=item.data(0, _KEY))

    def _renamed(self, item: QTreeWidgetItem) -> None:
        if self._filling:
            return
        key, name = item.data(0, _KEY), item.text(0)
        try:
            changes = rename_variant(self.session.need().tables, key, name)
            self.session.edit(tr("Rename variant to {name}", name=name.strip()), changes)
        except Refused as refused:
            self.session.tell(str(refused), grave=True)
            self._fill()

    def _make_actions(self) -> None:
        self._actions = tuple(QAction(self) for _ in range(4))
        acts = (self.add, self.copy, self.rename, self.delete)
        icons = ("plus", "copy", "rename", "delete")
        for action, act in zip(self._actions, acts, strict=True):
            action.triggered.connect(lambda checked=False, act=act: act())

        def word() -> None:
            words = (tr("New from the present"), tr("Copy"), tr("Rename"), tr("Delete"))
            for action, text in zip(self._actions, words, strict=True):
                action.setText(text)

        def dress() -> None:
            for action, icon in zip(self._actions, icons, strict=True):
                action.setIcon(look.icon(icon))

        retranslate(self, word)
        look.restyle(self, dress)

    def _menu(self, place: QPoint) -> None:
        menu = quiet_menu(self)
        menu.addActions(self._actions)
        menu.exec(self.tree.viewport().mapToGlobal(place))
        menu.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The delete key means the variant while the tree has the keyboard."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.delete()
                return True
        return super().eventFilter(watched, event)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        waiting = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            if item is not None:
                yield item
                waiting = [item.child(n) for n in range(item.childCount())] + waiting

    def _item(self, key: int) -> QTreeWidgetItem | None:
        return next((item for item in self._items() if item.data(0, _KEY) == key), None)


def _tree() -> QTreeWidget:
    tree = RowTree()
    tree.setHeaderHidden(True)
    tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
    tree.setEditTriggers(QTreeWidget.EditTrigger.EditKeyPressed)
    tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    tree.setIndentation(look.size("padding"))
    tree.setRootIsDecorated(False)
    tree.setItemsExpandable(False)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tree.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    side = look.size("icon_small")
    tree.setIconSize(QSize(side, side))
    return tree


def _row(
    above: QTreeWidget | QTreeWidgetItem, name: str, key: int, icon: str, editable: bool
) -> QTreeWidgetItem:
    item = QTreeWidgetItem(above, [name])
    item.setData(0, _KEY, key)
    item.setIcon(0, look.icon(icon, "secondary"))
    item.setToolTip(0, name)
    if editable:
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    return item
