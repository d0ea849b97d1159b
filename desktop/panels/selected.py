"""What is selected: its name, hectares, share per municipality, and all that can be said of it."""

from typing import Any

import shapely
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.selected_corners import CornersSection
from desktop.panels.selected_facts import facts, heading
from desktop.panels.selected_fields import Field, PresentLand, Selected, fields_of, read, said
from desktop.panels.selected_form import Form
from desktop.panels.selected_land import LandBlock
from desktop.panels.selected_people import PeopleBlock
from desktop.session import Session
from desktop.text import retranslate
from desktop.tools.hit import shown_shape
from desktop.widgets.button import icon_button
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label, NumberLabel, ShortLabel
from desktop.widgets.names import table_name, thing_name, use_name
from scenarios.edits.corrections import correct
from scenarios.edits.values import set_values
from scenarios.landuse.setbacks import screening_note
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, mark, tr

MANY = 200
"""More selected things than this are counted, not measured one by one."""


class SelectedPanel(QWidget):
    """Facts and a form; for several things the values they share, and one step for all of them."""

    title = mark("Selected")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.form: Form | None = None
        self._shape: object = None
        self._bound: tuple[tuple[str, int], ...] = ()
        self.what = Label(font="secondary", role="secondary")
        self.empty = Label(role="secondary", wrap=True)
        self._facts = QGridLayout()
        self._facts.setVerticalSpacing(look.size("grid") // 2)
        self._facts.setHorizontalSpacing(look.size("gap"))
        self._facts.setColumnStretch(0, 1)
        self._form_place = QVBoxLayout()
        self.land, self.people = LandBlock(), PeopleBlock(session)
        self.corners = CornersSection(session)
        self.note = Label(font="secondary", role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.empty)
        column.addWidget(self.what)
        column.addLayout(self._facts)
        column.addWidget(self.land)
        column.addLayout(self._form_place)
        column.addWidget(self.people)
        column.addWidget(self.corners)
        column.addWidget(self.note)
        retranslate(self.empty, self._reword)
        self.follow = Follow(self, session, self.refresh)

    def header(self) -> tuple[QWidget, ...]:
        """Zoom to what is selected."""
        return (
            icon_button(
                "zoom-selection", lambda: tr("Zoom to what is selected"), self.show_on_map, small=True
            ),
        )

    def refresh(self) -> None:
        """Show the session as it is."""
        document = self.session.document
        selection = self.session.selection if document is not None else ()
        if self._bound != selection and self.form is not None:
            self.form.finish()
        snapshot = self.session.snapshot() if document is not None else None
        selected: Selected = read(snapshot, selection) if snapshot is not None else ()
        new_note = self.session.tool == "note" and tuple(selection) != self._bound
        self._bound = tuple(selection)
        there = bool(selected)
        self.corners.refresh()
        self.empty.setVisible(not there)
        self.what.setVisible(there)
        self._build(selected)
        has_plot = any(table == "plot" for table, _ in selected)
        self.note.setVisible(has_plot)
        self._show_blocks(snapshot, selected)
        if snapshot is None or not there:
            self._show_facts(())
            return
        self.what.setText(heading(snapshot, selected, table_name))
        self._show_facts(facts(snapshot, selected[:MANY]))
        self.note.setText(screening_note())
        if self.form is not None:
            self.form.show_rows(snapshot, [row for _, row in selected])
            if new_note and "text" in self.form.editors:
                self.form.editors["text"].widget.setFocus()

    def _show_blocks(self, snapshot: Snapshot | None, selected: Selected) -> None:
        """What a site's land is for, and who and what belongs to one site or plot."""
        row = selected[0][1] if len(selected) == 1 else None
        self.land.setVisible(isinstance(row, Site))
        self.people.setVisible(isinstance(row, Site | Plot))
        if snapshot is not None and isinstance(row, Site):
            self.land.show_site(snapshot, row)
        if snapshot is not None and isinstance(row, Site | Plot):
            self.people.show_row(snapshot, row)

    def _build(self, selected: Selected) -> None:
        """Another form where other fields, another language or other rights ask for one."""
        tables = tuple(dict.fromkeys(table for table, _ in selected))
        editable = self.session.editing
        shape = (tables, len(selected) > 1, language(), editable)
        if shape == self._shape:
            return
        self._shape = shape
        if self.form is not None:
            self._form_place.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        fields = fields_of(tables)
        if fields:
            self.form = Form(fields, self._commit, editable)
            self._form_place.addWidget(self.form)

    def _show_facts(self, lines: tuple[tuple[str, str], ...]) -> None:
        while self._facts.count() > 2 * len(lines):
            item = self._facts.takeAt(self._facts.count() - 1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (label, value) in enumerate(lines):
            if row * 2 >= self._facts.count():
                self._facts.addWidget(ShortLabel(role="secondary"), row, 0)
                self._facts.addWidget(NumberLabel(), row, 1)
            for column, text in enumerate((label, value)):
                item = self._facts.itemAtPosition(row, column)
                widget = item.widget() if item is not None else None
                if isinstance(widget, Label):
                    widget.setText(text)

    def _commit(self, field: Field, value: Any) -> None:
        """Write a value to all that was selected when the form was filled, as one step."""
        snapshot = self.session.committed()
        selected = read(snapshot, self._bound)
        if not selected:
            return
        if any(isinstance(row, PresentLand) for _, row in selected):
            shapes = [row.shape for _, row in selected if isinstance(row, PresentLand)]
            if all(row.use == value for _, row in selected):
                return
            self.session.edit(
                tr("Correct the present use to {use}", use=use_name(str(value))),
                correct(snapshot, shapes, str(value)),
            )
            return
        changes = [
            change
            for table, row in selected
            for change in set_values(snapshot, table, row.key, **{field.column: value})
        ]
        if changes:
            label = tr("Set {field} to {value}", field=field.label().lower(), value=said(field, value))
            if field.column == "name":
                label = tr("Rename {what}", what=thing_name(snapshot, selected[0][1]))
            self.session.edit(label, changes)

    def show_on_map(self) -> None:
        """Zoom to what is selected."""
        if self.session.document is None or not self.session.selection:
            return
        selected = read(self.session.snapshot(), self.session.selection)
        shapes = [
            r.shape if isinstance(r, PresentLand) else shown_shape(self.session.snapshot(), r)
            for _, r in selected
        ]
        if shapes:
            bounds = shapely.total_bounds(shapes).tolist()
            self.session.show((bounds[0], bounds[1], bounds[2], bounds[3]))

    def _reword(self) -> None:
        self.empty.setText(
            tr("Select something on the map: its hectares, municipalities and properties stand here then.")
        )
