"""What to look at in the drawn sites: a sentence each, with a button that goes to the place. None blocks."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import look, work
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label, ShortLabel
from desktop.widgets.names import thing_name
from scenarios.landuse.checks import Finding
from scenarios.landuse.sites import site_facts
from scenarios.progress import Job, Progress
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

AROUND_M = 400.0
"""How much of the map shows to each side of a finding."""

GRAVE = ("outside_region", "plot_outside", "plot_overlap", "housing")
"""Findings that are shown as conflicts; the others are there to know."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the site it is about."""

    site: int
    name: str
    finding: Finding


class ChecksPanel(QWidget):
    """Findings by site; worked out in a thread, so that a heavy drawing does not hold up the mouse."""

    title = mark("Checks")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found: tuple[Found, ...] = ()
        self._snapshot: Snapshot | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(look.size("gap"))
        self.empty = Label(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addLayout(self._list)
        retranslate(self.empty, self._reword)
        self.follow = Follow(self, session, self.refresh)
        retranslate(self, self._again)

    def refresh(self) -> None:
        """Look at the session as it is, unless that is what was looked at."""
        if self.session.document is None:
            self._snapshot = None
            self._show(())
            return
        snapshot = self.session.snapshot()
        if snapshot is not self._snapshot:
            self._snapshot = snapshot
            work.run("checks", _look(snapshot), on_result=self._show)

    def _again(self) -> None:
        self._snapshot = None

    def _show(self, found: tuple[Found, ...]) -> None:
        if found == self.found:
            return
        self.found = found
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for site in dict.fromkeys(f.site for f in found):
            of_site = [f for f in found if f.site == site]
            self._list.addWidget(ShortLabel(of_site[0].name, font="secondary", role="secondary", medium=True))
            for one in of_site:
                self._list.addWidget(self._line(one))
        self.empty.setVisible(not found)

    def _line(self, found: Found) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.size("gap"))
        sign = Label()
        name, role = ("conflict", "conflict") if found.finding.code in GRAVE else ("info", "secondary")
        sign.setPixmap(look.icon(name, role).pixmap(look.size("icon_small")))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(found.finding.text, wrap=True), 1)
        go = icon_button("pin", lambda: tr("Show on the map"), lambda: self.show_place(found), small=True)
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def show_place(self, found: Found) -> None:
        """Go to a finding's place on the map and select its site."""
        x, y = found.finding.place
        self.session.select([("site", found.site)])
        self.session.show((x - AROUND_M, y - AROUND_M, x + AROUND_M, y + AROUND_M))

    def _reword(self) -> None:
        self.empty.setText(
            tr("Nothing to look at: size, place, plots and surroundings of each site are checked here.")
        )


def _look(snapshot: Snapshot) -> Job[tuple[Found, ...]]:
    yield Progress(0, 0)
    return tuple(
        Found(facts.key, thing_name(snapshot, snapshot.sites[facts.key]), finding)
        for facts in site_facts(snapshot)
        for finding in facts.findings
    )
