"""Panels: each shows the session and never speaks to another panel.

The protocol, so that the window can frame any panel without knowing it:

    class LedgerPanel(QWidget):
        title = mark("Ledger")                      # English; the frame translates it
        def __init__(self, session: Session) -> None: ...

- A panel connects itself to `session.edited` and `session.focused`, and shows a first state in `__init__`; it
  must bear a session without a document. Work that is not visible can wait: `if not self.isVisible(): return`
  and `showEvent` are enough.
- It has no title, border or outer margin of its own: `desktop/widgets/panel.py` gives it those and folds it.
- Optional: `header() -> tuple[QWidget, ...]`, quiet widgets (icon buttons) that the frame puts in its title
  row; `stretch = True` for a panel that takes the room that is left (a long list) and scrolls by itself;
  `folded = True` for one that is folded at first.
- Wordings go through `desktop.text.retranslate`, kept pictures through `desktop.look.restyle`.

A new panel is a file here, a line in `PANELS` and its name in a place of `desktop/workspaces.py`.
"""

from typing import Any

from desktop.panels.agreements import AgreementsPanel
from desktop.panels.burden import BurdenPanel
from desktop.panels.candidates import CandidatesPanel
from desktop.panels.checks import ChecksPanel
from desktop.panels.compare import ComparePanel
from desktop.panels.efficiency import EfficiencyPanel
from desktop.panels.history import HistoryPanel
from desktop.panels.indicators import IndicatorsPanel
from desktop.panels.layers import LayersPanel
from desktop.panels.ledger import LedgerPanel
from desktop.panels.map import MapPanel
from desktop.panels.moves import MovesPanel
from desktop.panels.palette import PalettePanel
from desktop.panels.proposals import ProposalsPanel
from desktop.panels.selected import SelectedPanel
from desktop.panels.templates import TemplatesPanel
from desktop.panels.things import ThingsPanel
from desktop.panels.tradeoff import TradeoffPanel
from desktop.panels.variants import VariantsPanel

PANELS: tuple[tuple[str, type[Any]], ...] = (
    ("variants", VariantsPanel),
    ("palette", PalettePanel),
    ("templates", TemplatesPanel),
    ("things", ThingsPanel),
    ("layers", LayersPanel),
    ("history", HistoryPanel),
    ("selected", SelectedPanel),
    ("checks", ChecksPanel),
    ("candidates", CandidatesPanel),
    ("indicators", IndicatorsPanel),
    ("trade-off", TradeoffPanel),
    ("ledger", LedgerPanel),
    ("burden", BurdenPanel),
    ("efficiency", EfficiencyPanel),
    ("map", MapPanel),
    ("moves", MovesPanel),
    ("agreements", AgreementsPanel),
    ("proposals", ProposalsPanel),
    ("compare", ComparePanel),
)
"""Every panel by the name that workspaces use."""
