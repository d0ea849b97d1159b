"""CSV for scripts and spreadsheets: UTF-8, commas, decimal points, fixed column names.

A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line break) gets an
apostrophe in front, the spreadsheets' own sign for "this is text". Numbers are written as they are.
"""

import csv
from pathlib import Path

from scenarios.formats.sheet import Sheet, Value
from scenarios.formats.written import atomically

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(path: Path, sheet: Sheet) -> None:
    """Write a table with its fixed column names in the first line; empty cells for what is not known."""
    with atomically(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow([field.name for field in sheet.fields])
        writer.writerows([[guarded(value) for value in row] for row in sheet.rows])


def guarded(value: Value) -> Value:
    """A value that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else round(value, 6)
    return "" if value is None else value
