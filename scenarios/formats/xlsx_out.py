"""Workbooks in which numbers are numbers and texts only ever texts: no cell becomes a formula or link."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scenarios.formats.sheet import Field, Sheet, Value
from scenarios.formats.written import atomically

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORBIDDEN = str.maketrans("[]:*?/\\", "       ")
SHEET_NAME = 31


def write_workbook(path: Path, sheets: Sequence[Sheet], title: str) -> None:
    """Write one sheet per table: a header that stays in view, units below it, and a filter."""
    import xlsxwriter

    with atomically(path) as unfinished:
        book = xlsxwriter.Workbook(str(unfinished), _SAFE)
        book.set_properties({"title": title, "comments": "Schuifruimte"})
        taken: set[str] = set()
        for sheet in sheets:
            name = _sheet_name(sheet.title, taken)
            _write(book, book.add_worksheet(name), sheet)
        book.close()


def _sheet_name(title: str, taken: set[str]) -> str:
    base = title.translate(_FORBIDDEN).strip("' ") or "-"
    name, number = base[:SHEET_NAME], 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: SHEET_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def _write(book: Any, page: Any, sheet: Sheet) -> None:
    header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    unit = book.add_format({"italic": True, "font_color": "#5D6670"})
    note = book.add_format({"font_color": "#5D6670"})
    formats = [book.add_format(_number_format(field)) for field in sheet.fields]
    for column, field in enumerate(sheet.fields):
        page.set_column(column, column, field.width)
        page.write_string(0, column, field.header, header)
        page.write_string(1, column, field.unit, unit)
    for number, row in enumerate(sheet.rows, start=2):
        for column, value in enumerate(row):
            _cell(page, number, column, value, formats[column])
    last = len(sheet.rows) + 1
    for number, text in enumerate(sheet.notes, start=last + 2):
        page.write_string(number, 0, text, note)
    page.freeze_panes(2, 1)
    if sheet.rows:
        page.autofilter(1, 0, last, len(sheet.fields) - 1)


def _number_format(field: Field) -> dict[str, str]:
    if field.decimals is None:
        return {}
    return {"num_format": "#,##0" + ("." + "0" * field.decimals if field.decimals else "")}


def _cell(page: Any, row: int, column: int, value: Value, look: Any) -> None:
    """Write a value by its type; never through the guessing `write`."""
    if value is None:
        page.write_blank(row, column, None, look)
    elif isinstance(value, str):
        page.write_string(row, column, value, look)
    else:
        page.write_number(row, column, value, look)
