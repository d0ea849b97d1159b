"""Sets a report as one self-contained HTML page: nothing is fetched, no script runs, every text is escaped.

Pictures are embedded as data, so that a picture can never bring a script along either.
"""

import base64
from html import escape

from scenarios import resource, wording
from scenarios.reports.content import (
    Amount,
    Block,
    Cell,
    Column,
    Gallery,
    Heading,
    Headlines,
    Items,
    Notice,
    Paragraph,
    Picture,
    Report,
    Row,
    Table,
)
from scenarios.wording import tr

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def page(report: Report) -> str:
    """The report as the text of an HTML file, in UTF-8."""
    headings = [block for block in report.blocks if isinstance(block, Heading)]
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(report.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(report.title)}: {escape(report.subtitle)}</title>",
        f"<style>\n{_style()}</style>",
        "</head>",
        "<body>",
        _top(report),
        _contents(headings),
        "<main>",
        *_sections(report.blocks),
        "</main>",
        f"<footer><p>Schuifruimte · {escape(wording.day(report.made))}</p></footer>",
        "</body>",
        "</html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _style() -> str:
    """The style sheet, with the interface's own colours as variables."""
    colours = resource.toml("palettes", "light.toml")["colour"]
    named = "".join(f"  --{name.replace('_', '-')}: {value};\n" for name, value in colours.items())
    return f":root {{\n{named}}}\n" + resource.path("report", "report.css").read_text(encoding="utf-8")


def _top(report: Report) -> str:
    labels = "".join(f'<span class="label">{escape(label)}</span>' for label in report.labels)
    facts = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in report.facts
    )
    return (
        f'<header>\n<p class="kind">{escape(report.subtitle)}</p>\n<h1>{escape(report.title)}</h1>\n'
        + (f'<p class="labels">{labels}</p>\n' if labels else "")
        + f'<dl class="facts">{facts}</dl>\n</header>'
    )


def _anchor(number: int) -> str:
    return f"part-{number}"


def _contents(headings: list[Heading]) -> str:
    links = [
        f'<li><a href="#{_anchor(number)}">{escape(heading.text)}</a></li>'
        for number, heading in enumerate(headings)
        if heading.level == 1
    ]
    return f'<nav aria-label="{escape(tr("Contents"))}"><ol>{"".join(links)}</ol></nav>' if links else ""


def _sections(blocks: tuple[Block, ...]) -> list[str]:
    """The blocks, those from one heading of level 1 to the next in one section."""
    parts: list[str] = []
    number, opened = 0, False
    for block in blocks:
        if isinstance(block, Heading):
            if block.level == 1:
                parts += ["</section>"] if opened else []
                parts.append(f'<section aria-labelledby="{_anchor(number)}">')
                opened = True
            level = block.level + 1
            parts.append(f'<h{level} id="{_anchor(number)}">{escape(block.text)}</h{level}>')
            number += 1
        else:
            parts.append(_block(block))
    return parts + (["</section>"] if opened else [])


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p{_class(block.style)}>{escape(block.text)}</p>"
        case Notice():
            return f'<p class="notice {block.tone}" role="note">{escape(block.text)}</p>'
        case Items():
            return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in block.texts) + "</ul>"
        case Headlines():
            return (
                '<div class="headlines">' + "".join(_headline(*entry) for entry in block.entries) + "</div>"
            )
        case Picture():
            return _picture(block)
        case Gallery():
            inside = "".join(_picture(picture) for picture in block.pictures)
            return f'<div class="gallery across-{block.across}">{inside}</div>'
        case Table():
            return _table(block)
        case Heading():
            raise ValueError("headings open sections")


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _headline(amount: Amount, name: str, remark: str) -> str:
    return (
        f'<div><p class="number {amount.tone}">{escape(amount.text())}</p>'
        f'<p class="name">{escape(name)}</p><p class="remark">{escape(remark)}</p></div>'
    )


def _picture(picture: Picture) -> str:
    data = base64.b64encode(picture.svg.encode("utf-8")).decode("ascii")
    caption = f"<figcaption>{escape(picture.caption)}</figcaption>" if picture.caption else ""
    size = f' style="max-width: {picture.part * 100:.0f}%"' if picture.part < 1 else ""
    source = f"data:image/svg+xml;base64,{data}"
    return f'<figure{size}><img alt="{escape(picture.alt)}" src="{source}">{caption}</figure>'


def _table(table: Table) -> str:
    headers = "".join(_header(column) for column in table.columns)
    rows = "".join(_row(row, table.columns) for row in table.rows)
    note = f'<p class="quiet">{escape(table.note)}</p>' if table.note else ""
    return (
        f'<div class="table" tabindex="0" role="group" aria-label="{escape(table.caption)}"><table>'
        f"<caption>{escape(table.caption)}</caption><thead><tr>{headers}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>{note}"
    )


def _header(column: Column) -> str:
    unit = f' <span class="unit">{escape(column.unit)}</span>' if column.unit else ""
    return f'<th scope="col"{_class("numeric" if column.numeric else "")}>{escape(column.header)}{unit}</th>'


def _row(row: Row, columns: tuple[Column, ...]) -> str:
    if row.role == "group":
        return (
            f'<tr class="group"><th scope="rowgroup" colspan="{len(columns)}">{_cell(row.cells[0])}</th></tr>'
        )
    first = f'<th scope="row">{_cell(row.cells[0])}</th>'
    rest = "".join(
        f"<td{_class('numeric' if column.numeric else '')}>{_cell(cell)}</td>"
        for cell, column in zip(row.cells[1:], columns[1:], strict=True)
    )
    return f"<tr{_class('total' if row.role == 'total' else '')}>{first}{rest}</tr>"


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return escape(cell)
    spread = cell.range()
    shown = f"<span{_class(cell.tone)}>{escape(cell.text())}</span>"
    return shown + (f' <small class="range">{escape(spread)}</small>' if spread else "")
