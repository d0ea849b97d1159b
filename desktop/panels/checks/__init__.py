"""What to look at in what is drawn: a sentence each, with a button that goes there and, where something can
be done, one that does it. None blocks."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import look, work
from desktop.panels.checks.found import Alike, Found, Line, counted, lines, severity_name
from desktop.panels.checks.found import look as findings_job
from desktop.panels.checks.line import SIGNS, FindingLine
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label, ShortLabel
from desktop.widgets.segments import Segments
from scenarios.edits.remedies import remedy, remedy_for
from scenarios.landuse.checks import SEVERITIES
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

AROUND_M = 400.0
"""How much of the map shows to each side of a finding."""

ALL, HERE = "all", "site"

_REST_MS = 120
"""So long the hand has to rest before what it drags is checked."""


class ChecksPanel(QWidget):
    """Findings by severity and site; worked out in a thread, so that a heavy drawing does not hold up the
    mouse."""

    title = mark("Checks")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found: tuple[Found, ...] = ()
        self._snapshot: Snapshot | None = None
        self._listed: tuple[Line, ...] = ()
        self._opened: frozenset[Alike] = frozenset()
        self._trying = False
        self._counts = {severity: _Count(severity) for severity in SEVERITIES}
        self.filter = Segments(((ALL, lambda: tr("Whole variant")), (HERE, lambda: tr("This site"))))
        self.filter.chosen.connect(self._fill)
        self._lines: list[FindingLine] = []
        self._heads: list[ShortLabel] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.empty = Label(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.empty)
        column.addLayout(self._list)
        # Two workers that look for the same findings at every move of the hand would take turns with it.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.refresh)
        self.follow = Follow(self, session, self.follow_hand)
        retranslate(self, self._again)

    def header(self) -> tuple[QWidget, ...]:
        """How many there are of each severity."""
        return tuple(self._counts.values())

    def follow_hand(self) -> None:
        """Look at once at what is written, and at what is dragged as soon as the hand rests."""
        if self.session.pending:
            self._rest.start()
        else:
            self._rest.stop()
            self.refresh()

    def refresh(self) -> None:
        """Look at the session as it is, unless that is what was looked at; not while a remedy is tried."""
        if self._trying:
            return
        if self.session.document is None:
            self._snapshot = None
            self._show(())
            return
        snapshot = self.session.snapshot()
        if snapshot is not self._snapshot:
            self._snapshot = snapshot
            work.run("checks", findings_job(snapshot), on_result=self._show)
        self._fill()

    def _again(self) -> None:
        self._snapshot = None

    def _show(self, found: tuple[Found, ...]) -> None:
        self.found = found
        for severity, count in counted(found).items():
            self._counts[severity].show_count(count)
        self._fill()

    def _fill(self, _choice: str = "") -> None:
        site = self._site() if self.filter.choice == HERE else None
        listed = tuple(lines(self.found, site, self._opened))
        self.filter.setVisible(bool(self.found))
        self.empty.setVisible(not listed)
        self.empty.setText(self._why_empty())
        if listed == self._listed:
            return
        self._listed = listed
        while self._list.takeAt(0) is not None:
            pass
        used: dict[str, int] = {"line": 0, "head": 0}
        for line in listed:
            self._list.addWidget(self._widget(line, used))
        for spare in (*self._lines[used["line"] :], *self._heads[used["head"] :]):
            spare.hide()

    def _widget(self, line: Line, used: dict[str, int]) -> QWidget:
        """A widget for a line: one that was there before, where there is one."""
        if not line.found:
            at, used["head"] = used["head"], used["head"] + 1
            if at == len(self._heads):
                self._heads.append(ShortLabel(font="secondary"))
                self._heads[at].setParent(self)
            head = self._heads[at]
            head.set_role("" if line.kind == "severity" else "secondary")
            head.setFont(look.font("body" if line.kind == "severity" else "secondary", medium=True))
            above = look.size("gap") if line.kind == "severity" else look.size("grid")
            head.setContentsMargins(0, above, 0, 0)
            head.setText(line.text)
            head.show()
            return head
        at, used["line"] = used["line"], used["line"] + 1
        if at == len(self._lines):
            made = FindingLine()
            made.setParent(self)
            made.asked.connect(self.show_place)
            made.tried.connect(self.try_remedy)
            made.cured.connect(self.do_remedy)
            made.opened.connect(self._open)
            made.moved.connect(self._step)
            self._lines.append(made)
        self._lines[at].show_line(line)
        self._lines[at].show()
        return self._lines[at]

    def _open(self, line: Line) -> None:
        """Give each of several findings alike a line, or fold them up again."""
        self._opened = self._opened ^ {line.key}
        self._fill()

    def _step(self, line: FindingLine, by: int) -> None:
        shown = [one for one in self._lines if not one.isHidden()]
        at = shown.index(line) + by
        if 0 <= at < len(shown):
            shown[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _site(self) -> int:
        """The site that is selected, or that something selected belongs to; 0 where there is none."""
        snapshot = self._snapshot
        for table, key in self.session.selection if snapshot is not None else ():
            if table == "site":
                return key
            plot = snapshot.plots.get(key) if snapshot is not None and table == "plot" else None
            if plot is not None:
                return plot.site
        return 0

    def show_place(self, line: Line) -> None:
        """Go to the places of a line's findings on the map and select what they are about."""
        findings = [one.finding for one in line.found]
        rows = dict.fromkeys(row for finding in findings for row in finding.rows)
        self.session.select([row for row in rows if self.session.is_there(*row)])
        xs, ys = zip(*(finding.place for finding in findings), strict=True)
        self.session.show((min(xs) - AROUND_M, min(ys) - AROUND_M, max(xs) + AROUND_M, max(ys) + AROUND_M))

    def try_remedy(self, found: Found, on: bool) -> None:
        """Show what a remedy would do, or no longer."""
        if on and self.session.editing and not self.session.pending:
            cure = remedy_for(self.session.committed(), found.finding)
            if cure is not None:
                self._trying = True
                self.session.preview(cure.changes)
        elif not on and self._trying:
            self._trying = False
            self.session.preview(None)

    def do_remedy(self, found: Found) -> None:
        """Write a remedy as one step."""
        self._trying = False
        label, changes = remedy(self.session.committed(), found.finding)
        self.session.edit(label, changes)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is tried by a panel that is not seen."""
        if self._trying:
            self._trying = False
            self.session.preview(None)
        super().hideEvent(event)

    def _why_empty(self) -> str:
        if self.found and self.filter.choice == HERE:
            if self._site():
                return tr("Nothing to look at in this site.")
            return tr("Select a site or a plot on the map to see what there is to look at.")
        return tr("Nothing to look at: size, place, plots and surroundings of each site are checked here.")


class _Count(QWidget):
    """A severity's sign with how many there are; hidden where there are none."""

    def __init__(self, severity: str) -> None:
        super().__init__()
        self._severity = severity
        self.sign, self.number = Label(), Label(font="secondary", role="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.size("grid"), 0, 0, 0)
        row.setSpacing(look.size("grid") // 2)
        row.addWidget(self.sign)
        row.addWidget(self.number)
        look.restyle(self, self._dress)
        retranslate(self, lambda: self.setToolTip(severity_name(severity)))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show a number."""
        self.number.setText(str(count))
        self.setVisible(count > 0)

    def _dress(self) -> None:
        icon, role = SIGNS[self._severity]
        self.sign.setPixmap(look.icon(icon, role).pixmap(look.size("indicator")))
