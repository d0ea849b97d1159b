"""Proposals: what the region wants at what price, and who gives what for it, found by a linear programme."""

from PySide6.QtWidgets import QWidget

from desktop.panels.proposals.live import Live
from desktop.session import Session
from scenarios.wording import mark


class ProposalsPanel(QWidget):
    """Goals, demands and rules above; the answer and what to do with it below."""

    title = mark("Proposals")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.live = Live(session, self)
