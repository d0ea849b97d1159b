"""What the tool in hand leaves to choose: a bar that floats over the map's top edge."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget

from desktop import look
from desktop.canvas.furniture import NORTH
from desktop.session import Session
from desktop.text import retranslate
from desktop.tools import BY_KEY, TOOLS
from desktop.tools.event import Tool
from desktop.tools.methods import way_of
from desktop.widgets.button import text_button
from desktop.widgets.flow import FlowLayout
from desktop.widgets.label import Label
from desktop.widgets.new_variant import new_variant
from desktop.widgets.option_bricks import BRICKS, Brick
from scenarios.project.model import PRESENT
from scenarios.wording import tr


class ToolOptions(QFrame):
    """One brick per option that the tool heeds; in the present the way to a variant; else it hides."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self.session = session
        self.setProperty("part", "floating")
        self.title = Label(medium=True)
        self.needed = Label(role="secondary")
        self.add = text_button(lambda: tr("New variant"), self.add_variant, role="primary", icon="plus")
        self.bricks: dict[str, Brick] = {
            name: make(session, name, over.setFocus) for name, make in BRICKS.items()
        }
        self._tool = ""
        self._flow = FlowLayout(over.width())
        self._flow.setContentsMargins(
            look.size("padding"), look.size("grid"), look.size("gap"), look.size("grid")
        )
        self._flow.setSpacing(look.size("gap"))
        self.setLayout(self._flow)
        for widget in (self.title, self.needed, self.add, *(b.widget for b in self.bricks.values())):
            self._flow.addWidget(widget)
        over.installEventFilter(self)
        session.focused.connect(self.refresh)
        retranslate(self, self.refresh)

    def refresh(self) -> None:
        """Show the options of the tool in hand."""
        tool = BY_KEY.get(self.session.tool, TOOLS[0])
        if tool.key != self._tool:
            # An area that was asked for one kind of thing is not meant for the next.
            self._tool = tool.key
            self.session.options.pop("area", None)
            if "shape" in tool.options:
                self.session.options["last"] = tool.key
        editing = self.session.editing
        lacking = editing and tool.group == "draw" and self.session.variant == PRESENT
        options = self.session.options
        heeded = heeded_by(tool, options) if editing and not lacking else ()
        for name, brick in self.bricks.items():
            brick.widget.setVisible(name in heeded)
            if name in heeded:
                brick.show(options.get(name, ""))
        self.title.setText(tr(tool.title))
        self.needed.setText(tr("is done in a variant"))
        self.needed.setVisible(lacking)
        self.add.setVisible(lacking)
        self.setVisible(bool(set(heeded) & self.bricks.keys()) or lacking)
        self._place()

    def add_variant(self) -> None:
        """Make a variant from the present to draw in, and go there."""
        new_variant(self.session)

    def event(self, event: QEvent) -> bool:
        """Take another size where the bricks do: their words change with the language."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.size() != self._flow.sizeHint():
            self._place()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the map's top edge."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        edge, gap = look.size("padding"), look.size("gap")
        # The arrow to the north stands in the corner.
        right = over.width() - edge - gap - NORTH
        self._flow.most = int(right - gap)
        # The tool in hand is lit in the column: where room is short its name is the first to go.
        self.title.setVisible(True)
        self.title.setHidden(self._flow.lines() > 1)
        self._flow.invalidate()
        self.resize(self._flow.sizeHint())
        self._flow.activate()
        middle = (over.width() - self.width()) // 2
        self.move(max(0, min(middle, int(right) - self.width())), edge)
        self.raise_()


def heeded_by(tool: Tool, options: dict[str, str]) -> tuple[str, ...]:
    """The options that a tool heeds as it stands: ways to draw have some of their own."""
    heeded = list(tool.options)
    if options.get("ground") == "area" and "ground" in heeded:
        heeded.append("shape")
    if "shape" in heeded:
        way = way_of(options.get("shape"))
        heeded += [*way.options, *(["area"] if way.key != "present" else [])]
    return tuple(dict.fromkeys(heeded))
