"""The open project: SQLite first, memory second. Every edit goes through here, and nowhere else."""

import json
import sqlite3
import threading
import weakref
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scenarios.errors import Damaged, Refused
from scenarios.project import journal, opening, outside, reading, rows, rules, store, trouble, writing
from scenarios.project.change import Change
from scenarios.project.checks import must_hold
from scenarios.project.creation import create_document, replace_rows
from scenarios.project.findings import Finding
from scenarios.project.journal import Step
from scenarios.project.model import PRESENT, PresentUse, Reference
from scenarios.project.opening import Opened
from scenarios.project.outside import Outcome
from scenarios.project.region import Region
from scenarios.project.schema import geopackage
from scenarios.project.snapshot import Snapshot, Tables, frozen, settings, view
from scenarios.wording import tr

__all__ = ["Document", "Step", "create_document", "open_document"]


class Document:
    """An open project file; made by `open_document`. Safe to call from several threads, one write at a time.

    `tables` are the committed rows by table and key, `region` the shared reference data, `memo` the derived
    values of all its snapshots, `outside` what another program changed since the file was last written here,
    `findings` what of that could not be used, `why_looking` why it cannot be edited (empty: it can).
    """

    tables: Tables
    region: Region

    def __init__(self, path: Path, opened: Opened, author: str, why_looking: str) -> None:
        self.path = path
        self.author = author
        self.why_looking = why_looking
        self.outside: tuple[Change, ...] = ()
        self.memo: dict[Hashable, Any] = {}
        self._connection = opened.connection
        self._peek = opened.peek
        self._lock = threading.RLock()
        self._snapshots: dict[tuple[int, int], Snapshot] = {}
        self._shrunk: set[str] = set()
        self._unsettled: tuple[Finding, ...] = ()
        self._closers = [weakref.finalize(self, closer) for closer in opened.closers]
        try:
            self._read(opened.same)
        except BaseException:
            self.close()
            raise

    @property
    def editing(self) -> bool:
        """Whether this document can be edited."""
        return not self.why_looking

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What in the file cannot be used, row by row; it stays in the file as it is."""
        return (*self._unusable, *self._unsettled)

    # Reading

    def _read(self, same: bool) -> None:
        """Read everything in one read transaction; `same`: nobody wrote since this program did."""
        connection = self._connection
        with trouble.told(self.path), store.reading(connection):
            self._counter = self._peek.counter() if self._peek else -1
            self._read_region()
            with outside.consistent(self.path):
                self._history = journal.steps(connection)
            self._extents = geopackage.extents(connection)
            self._draft = store.draft(connection)
            tables = self._rows_as_left() if same else None
            outcome = self._compared() if tables is None else None
        if outcome is None:
            self.tables = frozen(tables or {})
        else:
            self._adopt(outcome)

    def _read_region(self) -> None:
        stamp = str(store.meta(self._connection, "region") or "")
        self.region, unusable = reading.region(self._connection, stamp)
        self._unusable = tuple(unusable)

    def _rows_as_left(self) -> dict[str, dict[int, Any]] | None:
        """The rows, where all are sound: a received file may only claim to be as it was left."""
        try:
            tables = reading.tables(reading.records(self._connection))
        except ValueError:
            return None
        everything = [(table, row) for table, listed in tables.items() for row in listed.values()]
        return None if rules.unsound(everything, tables, self.region) else tables

    def _compared(self) -> Outcome:
        return outside.compared(self._connection, self.path, reading.records(self._connection), self.region)

    def _adopt(self, outcome: Outcome) -> None:
        """Take over what another program changed: as a step of its own where this document is edited."""
        self._unsettled = outcome.findings
        if self.editing and outcome.changes:
            with self._writing():
                history = writing.take_back(self._connection, self._history, self.author)
                step = journal.new_step(history, tr("Changed outside"), "", PRESENT, None, journal.OUTSIDE)
                writing.adopt(self._connection, outcome)
                journal.append(self._connection, step, outcome.changes)
                extents = geopackage.extents(self._connection)
            self._history = [*history, step]
            self._extents = extents
        self.outside = (*self.outside, *outcome.changes)
        self.tables = frozen(outcome.tables)
        self._snapshots = {}

    def history(self) -> list[Step]:
        """Every step that was ever taken, in order; the undone ones are last."""
        return list(self._history)

    def changes_of(self, step: Step | int) -> list[Change]:
        """The changes of a step (or its key), in order."""
        with self._lock, trouble.told(self.path), outside.consistent(self.path):
            return journal.changes_of(self._connection, step if isinstance(step, int) else step.key)

    @property
    def next_undo(self) -> Step | None:
        """The step that `undo` takes back."""
        return journal.next_undo(self._history)

    @property
    def next_redo(self) -> Step | None:
        """The step that `redo` does again."""
        return journal.next_redo(self._history)

    def snapshot(self, variant: int = PRESENT, year: int | None = None) -> Snapshot:
        """One variant in one year; without a year the base year for the present, else the target year.

        Raises Refused where the variant is gone.
        """
        cache, tables = self._snapshots, self.tables
        if variant != PRESENT and variant not in tables["variant"]:
            raise Refused(tr("This variant is no longer there: choose another one."))
        if year is None:
            values = settings(tables["setting"].values())
            year = int(values["base_year" if variant == PRESENT else "target_year"])
        found = cache.get((variant, year))
        if found is None:
            found = cache[variant, year] = view(self.region, tables, variant, year, self.memo)
        return found

    def import_report(self) -> dict[str, Any]:
        """What the import said of the region's sources."""
        found = self._meta("report")
        return found if isinstance(found, dict) else {}

    def about(self) -> str:
        """What the maker of a built-in example says of it; empty for other projects."""
        return str(self._meta("about") or "")

    @property
    def project(self) -> str:
        """The random name of this project, the same in every copy of it."""
        return str(self._meta("project") or "")

    def _meta(self, name: str) -> Any:
        with self._lock, trouble.told(self.path):
            return store.meta(self._connection, name)

    # Writing

    def edit(
        self,
        label: str,
        changes: Iterable[Change],
        *,
        variant: int = PRESENT,
        year: int | None = None,
        kind: str = "edit",
    ) -> tuple[Change, ...]:
        """Do one step: all its changes in one transaction, or Refused and nothing changed.

        `label` says what was done; `variant` and `year` are where undo goes back to. Gives the changes as
        they were stored; an edit without changes does nothing.
        """
        wanted = tuple(rows.normal(change) for change in changes)
        if not wanted:
            return ()
        with self._lock:
            after = writing.after(self.tables, wanted)
            with self._writing():
                history = writing.take_back(self._connection, self._history, self.author)
                step = journal.new_step(history, label, self.author, variant, year, kind)
                extents = writing.write(self._connection, wanted, self._extents)
                journal.append(self._connection, step, wanted)
                must_hold(after, wanted, self.region)
            self._committed([*history, step], wanted, after, extents)
        return wanted

    def undo(self) -> tuple[Change, ...] | None:
        """Take back the last step; gives the changes that were made, None at the beginning."""
        with self._lock:
            step = self.next_undo
            if step is None:
                return None
            return self._again(step, journal.undone(self._history, step), undoing=True)

    def redo(self) -> tuple[Change, ...] | None:
        """Do the oldest undone step again; gives the changes that were made, None where nothing is undone."""
        with self._lock:
            step = self.next_redo
            if step is None:
                return None
            return self._again(step, journal.redone(self._history, step), undoing=False)

    def _again(self, step: Step, marked: Sequence[Step], *, undoing: bool) -> tuple[Change, ...]:
        changes = self.changes_of(step)
        changes = tuple(journal.inverse(changes) if undoing else changes)
        after = writing.after(self.tables, changes)
        with self._writing():
            extents = writing.write(self._connection, changes, self._extents)
            journal.mark(self._connection, marked)
        by_key = {one.key: one for one in marked}
        self._committed([by_key.get(one.key, one) for one in self._history], changes, after, extents)
        return changes

    def _committed(
        self,
        history: list[Step],
        changes: Sequence[Change],
        after: Tables,
        extents: Mapping[str, geopackage.Extent],
    ) -> None:
        """Bring memory to what was committed; tables before snapshots, so that none is kept too long."""
        self._history = history
        self._extents = {**self._extents, **extents}
        self._shrunk |= {change.table for change in changes if change.old and "geom" in change.old}
        self.tables = after
        self._snapshots = {}
        if self._unsettled:
            with trouble.told(self.path), store.reading(self._connection):
                outcome = self._compared()
            self._adopt(outcome)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One write transaction: Refused where the file is not as it was left, and our mark left in it.

        SQLite raises the header's change counter once per write transaction, so the number that will stand
        there after the commit is known inside it: writing that number down tells the next opening that
        nobody else wrote.
        """
        if self._peek is None:
            raise Refused(self.why_looking)
        with trouble.told(self.path), store.transaction(self._connection):
            if self._peek.counter() != self._counter:
                raise Refused(
                    tr(
                        "{file} was changed by another program meanwhile; close it here and open it again.",
                        file=self.path.name,
                    )
                )
            after = self._counter + 1
            store.set_meta(self._connection, "counter", -after if self._unsettled else after)
            yield
        self._counter += 1

    def draft(self) -> Any:
        """The unfinished gesture as it was last set, None where there is none; it survives a crash."""
        return self._draft

    def set_draft(self, value: Mapping[str, Any] | None) -> None:
        """Keep the state of the unfinished gesture (anything JSON can hold) in its own small transaction."""
        text = None if value is None else json.dumps(value, ensure_ascii=False)
        with self._lock:
            if value == self._draft:
                return
            with self._writing():
                self._connection.execute("DELETE FROM draft")
                if text is not None:
                    self._connection.execute('INSERT INTO draft ("key", "value") VALUES (1, ?)', (text,))
            self._draft = None if text is None else json.loads(text)

    def replace_present(self, polygons: Iterable[PresentUse], report: Mapping[str, Any]) -> None:
        """Put a newer present land use in place of the old one; what was drawn stays. Not journaled.

        The polygons are the caller's to have made: valid, disjoint, each inside its municipality.
        """
        self._replace("present_use", polygons, {"report": dict(report)})

    def replace_reference(
        self, features: Iterable[Reference], report: Mapping[str, Any] | None = None
    ) -> None:
        """Put another backdrop in place of the old one; `report` replaces the import report where given."""
        self._replace("reference", features, {} if report is None else {"report": dict(report)})

    def _replace(self, table: str, wanted: Iterable[Any], values: Mapping[str, Any]) -> None:
        import secrets

        from sqlite_utils import Database

        with self._lock:
            with self._writing():
                db = Database(self._connection, recursive_triggers=False, execute_plugins=False)
                replace_rows(db, table, wanted)
                for name, value in {**values, "region": secrets.token_hex(16)}.items():
                    store.set_meta(self._connection, name, value)
            with trouble.told(self.path), store.reading(self._connection):
                self._read_region()
            self.memo = {}
            self._snapshots = {}

    def save_copy(self, path: Path | str) -> None:
        """Write the project as it is now to another file, over one that is there, whole or not at all."""
        path = Path(path)
        if path.resolve() == self.path.resolve():
            raise Refused(tr("{file} is the open project itself; choose another name.", file=path.name))
        with self._lock, trouble.told(path):
            opening.copy_whole(self._connection, path)

    def close(self) -> None:
        """Let the file go; nothing has to be saved."""
        with self._lock:
            if self._peek is not None and self._shrunk:
                self._tighten()
            for closer in reversed(self._closers):
                closer()
            self._peek = None
            self.why_looking = self.why_looking or tr("The project is closed.")

    def _tighten(self) -> None:
        """Write exact extents where something became smaller; where it fails, too wide is still right."""
        try:
            with self._writing():
                for table in self._shrunk:
                    geopackage.set_extent(
                        self._connection, table, geopackage.exact_extent(self._connection, table)
                    )
        except (Refused, Damaged, sqlite3.Error):
            return

    def __enter__(self) -> "Document":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_document(path: Path | str, *, editing: bool = True, author: str = "") -> Document:
    """Open a project file; `author` is written with every step.

    With `editing` False the document is a private copy and the original stays untouched; so it is where the
    file is read-only (`why_looking` says why). Raises Refused (missing, in use, newer, not a project) or
    Damaged.
    """
    path = Path(path)
    if not store.is_geopackage(store.header(path)):
        raise opening.not_a_project(path)
    if editing:
        try:
            return Document(path, opening.for_editing(path), author, "")
        except trouble.ReadOnly as error:
            return Document(path, opening.for_looking(path), author, str(error))
    return Document(
        path, opening.for_looking(path), author, tr("The project was opened to look at, not to edit.")
    )
