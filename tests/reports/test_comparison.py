"""The comparison report: what must be in it, in HTML, PDF and workbook, whatever the texts try."""

import re
import shutil
import subprocess
from html.parser import HTMLParser

import openpyxl
import pytest

from scenarios import wording
from scenarios.reports import comparison, html, pdf, workbook
from scenarios.reports.content import Amount, Gallery, Heading, Picture, Table, pictures, tables
from tests.reports.made import FORMULA, HOSTILE, about, snapshots

VOID = {"meta", "img", "br"}


@pytest.fixture(scope="module")
def made():
    wording.set_language("en")
    return comparison.comparison(snapshots(), 0, about())


@pytest.fixture(scope="module")
def page(made):
    return html.page(made[0])


class Tags(HTMLParser):
    """Counts tags, checks that they are closed in order, and keeps the text."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.text, self.images, self.levels = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        if tag == "img":
            self.images.append(dict(attrs))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def read(page):
    tags = Tags()
    tags.feed(page)
    assert not tags.open
    return tags


def amount(cell) -> Amount:
    assert isinstance(cell, Amount)
    return cell


def test_value_comes_before_burden(made):
    headings = [b.text for b in made[0].blocks if isinstance(b, Heading) and b.level == 1]
    assert headings.index("What it brings") < headings.index("What it asks") < headings.index("Maps")
    assert headings[-1] == "Sources"


def test_every_variant_has_its_map_and_every_other_its_difference(made):
    report, maps = made
    assert [name for name, _ in maps.variants] == ["map-1-present", "map-2-een-cluster", "map-3-hubs"]
    assert [name for name, _ in maps.differences] == ["difference-2-een-cluster", "difference-3-hubs"]
    assert len(pictures(report)) == len(list(maps.all()))
    assert all(p.alt for p in pictures(report))
    assert sum(isinstance(b, Gallery | Picture) for b in report.blocks) >= 7


def test_the_balance_table_adds_up(made):
    table = next(t for t in tables(made[0]) if t.caption.startswith("Present in 2026: land"))
    for row in table.rows:
        values = [amount(cell).value for cell in row.cells[1:]]
        assert sum(values[:-1]) == pytest.approx(values[-1])
    assert table.rows[-1].role == "total" and amount(table.rows[-1].cells[-1]).value == pytest.approx(200)


def test_differences_of_land_add_up_to_nothing(made):
    table = next(t for t in tables(made[0]) if "Eén cluster in 2040: difference" in t.caption)
    assert all(amount(row.cells[-1]).value == pytest.approx(0) for row in table.rows)


def test_indicator_tables_give_unit_range_difference_and_certainty(made):
    table = next(t for t in tables(made[0]) if "more is better" in t.caption)
    assert [c.header for c in table.columns][:3] == ["Indicator", "Unit", "Present"]
    row = next(r for r in table.rows if r.cells[0] == "Dwellings possible on freed land")
    assert row.cells[1] == "dwellings" and row.cells[-1] == "medium"
    assert amount(row.cells[3]).about and amount(row.cells[3]).range()
    assert amount(row.cells[4]).signed and amount(row.cells[4]).tone == "gain"


def test_the_page_is_whole_and_harmless(page):
    tags = read(page)
    assert "script" not in tags.seen and "a" in tags.seen
    text = "".join(tags.text)
    assert f"Project {HOSTILE}" in text and FORMULA in text
    assert all(
        image["alt"] and image["src"].startswith("data:image/svg+xml;base64,") for image in tags.images
    )
    assert not re.search(r"(?:src|href)=\"(?!#|data:)", page)
    assert tags.levels[0] == 1 and tags.levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(tags.levels, tags.levels[1:], strict=False))


def test_the_page_says_what_may_not_be_missed(page):
    text = "".join(read(page).text)
    assert "screening distances" in text
    assert "Fictitious" in text and "Schematic map, areas true" in text
    assert "Everything at once." in text
    assert '<html lang="en">' in page


def test_the_pdf_is_tagged_and_shows_hostile_text_as_text(made, tmp_path):
    data = pdf.document(made[0])
    assert data.startswith(b"%PDF-") and b"/StructTreeRoot" in data and b"/Lang" in data
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    (tmp_path / "r.pdf").write_bytes(data)
    said = subprocess.run(
        ["pdftotext", tmp_path / "r.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    flat = re.sub(r"\s+", "", said)
    assert re.sub(r"\s+", "", HOSTILE) in flat and re.sub(r"\s+", "", FORMULA) in flat
    assert "root:x:0" not in said
    assert re.search(r"\b1 / \d+", said)


def test_the_pdf_is_the_same_every_time(made):
    assert pdf.document(made[0]) == pdf.document(made[0])


def test_the_workbook_holds_typed_numbers_and_no_formula(tmp_path):
    path = tmp_path / "r.xlsx"
    workbook.write(path, snapshots(), 0, about())
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["About", "Indicators", "Land balance", "Ledger", "Sites", "Sources"]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    balance = book["Land balance"]
    assert balance.freeze_panes == "B3" and balance["G2"].value == "m2"
    present = [row[6].value for row in balance.iter_rows(min_row=3, max_row=26)]
    assert sum(v for v in present if isinstance(v, int)) == 2_000_000
    names = {str(row[3].value) for row in book["Sites"].iter_rows(min_row=3)}
    assert {HOSTILE, FORMULA} <= names
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)


def test_one_variant_alone_is_a_report_too(tmp_path):
    report, maps = comparison.comparison(snapshots()[1:2], 0, about())
    assert not maps.differences
    assert "Results of a variant" in html.page(report)
    assert pdf.document(report).startswith(b"%PDF-")


def test_a_dutch_report_says_so(made):
    wording.set_language("nl")
    report, _ = comparison.comparison(snapshots(), 0, about())
    page = html.page(report)
    assert '<html lang="nl">' in page and "24-11-2026" in page and "20,0" in page
    assert re.search(rb"/Lang ?\(nl", pdf.document(report))


def test_tables_are_as_wide_as_their_header(made):
    for table in tables(made[0]):
        assert isinstance(table, Table)
        for row in table.rows:
            assert len(row.cells) == (1 if row.role == "group" else len(table.columns)), table.caption
