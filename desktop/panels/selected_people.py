"""Who takes part in the selected site, and what its plots exchange: both can be changed in place."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import look
from desktop.session import Session
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.label import Label
from desktop.widgets.names import activity_name
from scenarios.edits import members, relations
from scenarios.landuse.relations import active_relations, kind_name
from scenarios.landuse.sites import relations_of
from scenarios.project.change import Change
from scenarios.project.model import Member, Plot, Relation, Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, tr

KINDS = ("private", "public")


def member_kind(kind: str) -> str:
    """What a kind of member is called."""
    return {"private": tr("private"), "public": tr("public")}[kind]


class PeopleBlock(QWidget):
    """Members of a site as fields in a row each; relations of a site or plot as sentences."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._shown: object = None
        self._lines: list[_MemberLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.size("grid"))

    def show_row(self, snapshot: Snapshot, row: Site | Plot) -> None:
        """Show the members and relations of a site, or the relations of a plot."""
        who = members_of(snapshot, row)
        ties = _relations(snapshot, row)
        named = tuple((tie, _said(snapshot, tie)) for tie in ties)
        shown = (row.key, tuple(m.key for m in who), named, self.session.editing, language())
        if shown == self._shown:
            # The fields stay, so that the keyboard goes on from one to the next.
            for line, member in zip(self._lines, who, strict=True):
                line.show_member(member)
            return
        self._shown = shown
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = [_MemberLine(self, member) for member in who]
        if isinstance(row, Site):
            self._heading(tr("Members"))
            for line in self._lines:
                self._column.addWidget(line)
            if self.session.editing:
                add = text_button(
                    lambda: tr("Add a member"), lambda: self._add(row.key), role="link", icon="plus"
                )
                self._column.addWidget(add)
        if named or isinstance(row, Site):
            self._heading(tr("Relations"))
        for tie, said in named:
            self._column.addWidget(self._relation(tie, said))
        if isinstance(row, Site) and not named:
            self._column.addWidget(
                Label(tr("None yet: draw one from plot to plot (Shift+J)."), role="secondary", wrap=True)
            )

    def _heading(self, text: str) -> None:
        self._column.addWidget(Label(text, medium=True))

    def _add(self, site: int) -> None:
        taken = {m.name for m in self.session.committed().members.values() if m.site == site}
        number = next(n for n in range(1, len(taken) + 2) if tr("Member {number}", number=n) not in taken)
        name = tr("Member {number}", number=number)
        self.write(tr("Add member {name}", name=name), lambda shown: members.add(shown, site, name))
        for line in self._lines:
            if line.name.text() == name:
                line.name.setFocus()
                line.name.selectAll()

    def write(self, label: str, make: Callable[[Snapshot], list[Change]]) -> None:
        """Write an edit as one step."""
        changes = make(self.session.committed())
        if changes:
            self.session.edit(label, changes)

    def _relation(self, tie: Relation, said: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.size("grid"))
        row.addWidget(Label(said, role="secondary", wrap=True), 1)
        place = ("relation", tie.key)
        row.addWidget(
            icon_button("pin", lambda: tr("Select"), lambda: self.session.select([place]), small=True)
        )
        gone = icon_button(
            "close",
            lambda: tr("Remove this relation"),
            lambda: self.write(tr("Remove a relation"), lambda shown: relations.remove(shown, tie.key)),
            small=True,
        )
        gone.setEnabled(self.session.editing)
        row.addWidget(gone)
        return line


class _MemberLine(QWidget):
    """A member: name, private or public, role, each a field of its own."""

    def __init__(self, block: PeopleBlock, member: Member) -> None:
        super().__init__()
        self._block, self._member = block, member
        self.name = self._field("name", tr("Name"))
        self.role = self._field("role", tr("Role"))
        self.kind = QComboBox()
        for kind in KINDS:
            self.kind.addItem(member_kind(kind), kind)
        self.kind.setAccessibleName(tr("Private or public"))
        self.kind.activated.connect(self._chosen)
        gone = icon_button("close", lambda: tr("Remove this member"), self._remove, small=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, look.size("grid"))
        grid.setSpacing(look.size("grid"))
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.name, 0, 0, 1, 2)
        grid.addWidget(gone, 0, 2)
        grid.addWidget(self.kind, 1, 0)
        grid.addWidget(self.role, 1, 1, 1, 2)
        self.setEnabled(block.session.editing)
        self.show_member(member)

    def show_member(self, member: Member) -> None:
        """Show a member; what is being typed stays."""
        self._member = member
        self.kind.setCurrentIndex(KINDS.index(member.kind))
        for field, text in ((self.name, member.name), (self.role, member.role)):
            if not field.isModified() and field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
            field.setToolTip(field.text())

    def _field(self, column: str, said: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(said)
        field.setAccessibleName(said)
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        field.editingFinished.connect(lambda: self._typed(column, field))
        return field

    def _typed(self, column: str, field: QLineEdit) -> None:
        if field.isModified():
            field.setModified(False)
            self._change(**{column: field.text()})

    def _chosen(self, at: int) -> None:
        self._change(kind=KINDS[at])

    def _change(self, **columns: str) -> None:
        key = self._member.key
        label = tr("Change member {name}", name=self._member.name)
        self._block.write(label, lambda shown: members.change(shown, key, **columns))

    def _remove(self) -> None:
        key = self._member.key
        label = tr("Remove member {name}", name=self._member.name)
        self._block.write(label, lambda shown: members.remove(shown, key))


def members_of(snapshot: Snapshot, row: Site | Plot) -> tuple[Member, ...]:
    """The members of a site in order of key; none of a plot."""
    found = [m for m in snapshot.members.values() if isinstance(row, Site) and m.site == row.key]
    return tuple(sorted(found, key=lambda m: m.key))


def _relations(snapshot: Snapshot, row: Site | Plot) -> tuple[Relation, ...]:
    if isinstance(row, Site):
        return relations_of(snapshot, row)
    return tuple(tie for tie in active_relations(snapshot) if row.key in (tie.from_plot, tie.to_plot))


def _said(snapshot: Snapshot, tie: Relation) -> str:
    names = [_short(snapshot, key) for key in (tie.from_plot, tie.to_plot)]
    what = f"{kind_name(tie.kind)}: {tie.what}" if tie.what else kind_name(tie.kind)
    return f"{what}, {names[0]} → {names[1]}"


def _short(snapshot: Snapshot, key: int) -> str:
    plot = snapshot.plots.get(key)
    if plot is None:
        return ""
    brief = activity_name(plot.activity).split(",")[0].split("(")[0].strip()
    return plot.name or brief or tr("Plot")
