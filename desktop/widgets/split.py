"""Splitters that remember where they were left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop import look
from desktop.remember import recall, remember


class Split(QSplitter):
    """Parts beside (or below) each other; `sizes` in pixels, 0 for the part that takes the rest."""

    def __init__(self, name: str, parts: list[QWidget], sizes: list[int], *, upright: bool = False) -> None:
        super().__init__(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
        self._name = f"split/{name}"
        self.setHandleWidth(look.size("hairline"))
        self.setChildrenCollapsible(False)
        for position, (part, size) in enumerate(zip(parts, sizes, strict=True)):
            self.addWidget(part)
            self.setStretchFactor(position, 0 if size else 1)
        kept = recall(self._name)
        known = isinstance(kept, list) and len(kept) == len(parts) and all(isinstance(n, int) for n in kept)
        rest = look.size("window_width")
        self.setSizes(kept if known else [size or rest for size in sizes])
        self.splitterMoved.connect(lambda: remember(self._name, self.sizes()))
