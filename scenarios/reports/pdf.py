"""Sets a report as tagged PDF (PDF/UA-1) with typst: text goes in as data, never as source.

The template is `resources/report/report.typ`. Only the fonts inside typst are used, so that a report
looks the same on every machine.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from scenarios import resource, wording
from scenarios.reports.content import (
    Amount,
    Block,
    Cell,
    Gallery,
    Heading,
    Headlines,
    Items,
    Notice,
    Paragraph,
    Picture,
    Report,
    Table,
)


def document(report: Report) -> bytes:
    """The report as the bytes of a PDF file: A4, page numbers, tagged headings, tables and pictures."""
    import typst

    compiler = typst.Compiler(
        input=resource.path("report", "report.typ").read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(_data(report))},
    )
    result = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    if not isinstance(result, bytes):
        raise TypeError("typst gave no single document")
    return result


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False)


def _data(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "language": report.language,
        "made": wording.day(report.made),
        "date": [report.made.year, report.made.month, report.made.day],
        "facts": [list(fact) for fact in report.facts],
        "labels": list(report.labels),
        "colours": resource.toml("palettes", "light.toml")["colour"],
        "blocks": _turned(report.blocks),
    }


def _turned(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """The blocks, with runs of wide tables and what leads up to them put on pages on their side."""
    found: list[dict[str, Any]] = []
    lead: list[dict[str, Any]] = []
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            lead.append(_block(block))
        elif isinstance(block, Table) and block.wide:
            if not (found and found[-1]["kind"] == "turned" and not lead):
                found.append({"kind": "turned", "blocks": []})
            found[-1]["blocks"] += [*lead, _block(block)]
            lead = []
        else:
            found += [*lead, _block(block)]
            lead = []
    return found + lead


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {"kind": "paragraph", "text": block.text, "style": block.style}
        case Notice():
            return {"kind": "notice", "text": block.text, "tone": block.tone}
        case Items():
            return {"kind": "items", "texts": list(block.texts)}
        case Headlines():
            entries = [[_amount(amount), name, remark] for amount, name, remark in block.entries]
            return {"kind": "headlines", "entries": entries}
        case Picture():
            return {"kind": "picture", **_picture(block)}
        case Gallery():
            return {
                "kind": "gallery",
                "across": block.across,
                "pictures": [_picture(p) for p in block.pictures],
            }
        case Table():
            return {"kind": "table", **_table(block)}


def _picture(picture: Picture) -> dict[str, Any]:
    return {"svg": picture.svg, "alt": picture.alt, "caption": picture.caption, "part": picture.part}


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "note": table.note,
        "wide": table.wide,
        "columns": [
            {"header": c.header, "unit": c.unit, "numeric": c.numeric, "wide": c.wide} for c in table.columns
        ],
        "rows": [{"role": row.role, "cells": [_cell(cell) for cell in row.cells]} for row in table.rows],
    }


def _cell(cell: Cell) -> dict[str, str]:
    return _amount(cell) if isinstance(cell, Amount) else {"text": cell or "", "range": "", "tone": ""}


def _amount(amount: Amount) -> dict[str, str]:
    return {"text": amount.text(), "range": amount.range(), "tone": amount.tone}
