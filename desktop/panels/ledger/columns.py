"""Where the columns of the ledger's table stand: words and figures in one line, or above each other where the
panel is narrow."""

from dataclasses import dataclass

from PySide6.QtCore import QRect

from desktop import look

FIGURES = 5
"""Drawn: gives and takes; planned: gives and takes; the gap."""

WIDEST_FIGURE = "000.000,0"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns in a width, device-independent pixels; `wide`: everything in one line."""

    width: int
    wide: bool
    figure: int

    def height(self, lines: tuple[int, int]) -> int:
        """The height of a row, given the height of a line of words and of figures."""
        words, figures = lines
        return max(look.size("row"), words) if self.wide else words + figures + look.size("grid")

    def words(self, box: QRect, indent: int, lines: tuple[int, int]) -> QRect:
        """Where a row's words stand."""
        gap = look.size("gap")
        left = box.left() + gap + indent
        if self.wide:
            return QRect(left, box.top(), self.width - FIGURES * self.figure - left - gap, box.height())
        return QRect(left, box.top() + look.size("grid") // 2, self.width - left - gap, lines[0])

    def figures(self, box: QRect, lines: tuple[int, int]) -> list[QRect]:
        """Where a row's figures stand, from left to right."""
        top, high = box.top(), box.height()
        if not self.wide:
            top, high = box.bottom() - lines[1] - look.size("grid") // 2 + 1, lines[1]
        first = self.width - FIGURES * self.figure
        inner = self.figure - look.size("grid")
        return [QRect(first + at * self.figure, top, inner, high) for at in range(FIGURES)]


def columns(width: int, widest: int, room_for_words: int) -> Columns:
    """The columns in a width, given the width of the widest figure and of words that are long enough."""
    needed = widest + look.size("gap")
    wide = width >= FIGURES * needed + room_for_words
    return Columns(width, wide, needed if wide else max((width - look.size("grid")) // FIGURES, 1))
