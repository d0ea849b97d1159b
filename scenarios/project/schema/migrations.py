"""Every format the project file ever had, as numbered steps that only add.

A new file is made as the newest format. An older file gets the missing steps one by one, each committed
together with its record and the new format number; document.py makes a backup first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.project.model import GEOMETRY
from scenarios.project.schema import geopackage, styles, tables

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Migration:
    """What brings a file to format `number`: a function that adds tables or columns inside a transaction."""

    number: int
    what: str
    add: Callable[["Database"], None]


def _layouts(db: "Database") -> None:
    db.execute(f'ALTER TABLE "site" ADD COLUMN {tables.column_sql("site", "max_category")}')
    for column in ("also", "paved_share", "storage_m"):
        db.execute(f'ALTER TABLE "plot" ADD COLUMN {tables.column_sql("plot", column)}')
    made = (
        "contour",
        "tree_row",
        "note",
        "relation",
        "member",
        "waiting_land",
        "sensitive_place",
        "template",
    )
    _register(db, made)


def _trade_off(db: "Database") -> None:
    db.execute(f'ALTER TABLE "programme_lock" ADD COLUMN {tables.column_sql("programme_lock", "scope")}')
    _register(db, ("land_limit", "move", "agreement", "item_owner", "urgency"))


def _set_aside(db: "Database") -> None:
    # A file that gets the table in the same go has the column already.
    if "aside" not in db.table("move").columns_dict:
        db.execute(f'ALTER TABLE "move" ADD COLUMN {tables.column_sql("move", "aside")}')


def _register(db: "Database", made: Sequence[str]) -> None:
    for table in made:
        db.execute(tables.create_sql(table))
        geopackage.register(db, table)
    if db.table("layer_styles").exists():
        styles.add(db, [table for table in made if table in GEOMETRY])


MIGRATIONS: Sequence[Migration] = (
    Migration(2, "Layouts: contours, trees, notes, relations, members, land in waiting", _layouts),
    Migration(3, "The trade-off: limits, moves, agreements, owners, urgency", _trade_off),
    Migration(4, "Moves that are set aside", _set_aside),
)
"""In order of number, the first one is 2: format 1 is what `create` made when the program began."""


def newest() -> int:
    """The format number this program writes."""
    return 1 + len(MIGRATIONS)


def create(db: "Database") -> None:
    """Make everything an empty project of the newest format holds, inside the caller's transaction."""
    geopackage.create(db)
    tables.create(db)
    styles.create(db)
    db.table("migration").create({"number": int, "what": str, "time": str}, pk="number")
    record(db, newest(), "created")


def record(db: "Database", number: int, what: str) -> None:
    """Write that the file now has this format."""
    db.execute(f"INSERT INTO migration (number, what, time) VALUES (?, ?, {geopackage.NOW})", [number, what])
    db.execute(
        "INSERT INTO meta (name, value) VALUES ('format', ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [str(number)],
    )


def apply(db: "Database", present: int) -> None:
    """Bring a file of format `present` to the newest one, a transaction for each step."""
    for migration in MIGRATIONS:
        if migration.number > present:
            with db.atomic():
                migration.add(db)
                record(db, migration.number, migration.what)
