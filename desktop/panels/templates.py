"""Complete layouts that fit themselves into an outline: chosen by picture, shown on the map, then kept."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop import look, work
from desktop.panels.templates_options import TemplateOptions
from desktop.session import Session
from desktop.text import retranslate
from desktop.tools.template import forget, options_of, step_of, target
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.card import Card
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.layout_picture import LayoutPicture, Piece, pieces_of
from desktop.widgets.names import thing_name
from scenarios.edits.templates import (
    Filled,
    Options,
    filled,
    known,
    remove_template,
    rename_template,
    save_template,
)
from scenarios.errors import Refused
from scenarios.landuse.templates import Recipe, recipe_of, recipes
from scenarios.progress import Job, Progress
from scenarios.project.model import PRESENT, Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, mark, tr

TOOL = "template"


class TemplatesPanel(QWidget):
    """The layouts as cards; the chosen one with what can be asked of it, and what did not fit."""

    title = mark("Layouts")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.cards: dict[str, Card] = {}
        self._pictures: dict[str, LayoutPicture] = {}
        self._shown: tuple[Recipe, ...] = ()
        self._asked: tuple[object, ...] = ()
        self._drawing = False
        self.hint = Label(role="secondary", wrap=True)
        self.draw = text_button(self._draw_said, self.draw_outline, icon="polygon")
        self.name = QLineEdit()
        self.name.editingFinished.connect(self.rename)
        self.delete = icon_button("delete", lambda: tr("Delete this template"), self.delete_own, small=True)
        self.options = TemplateOptions(session)
        self.figures = Label(wrap=True)
        self.said = Label(role="secondary", wrap=True)
        self.apply = text_button(lambda: tr("Fill the site"), self.fill, role="primary", icon="check")
        self.keep = text_button(lambda: tr("Keep as a layout"), self.keep_selection, icon="plus")
        self._lay_out()
        retranslate(self, self._again)
        self.follow = Follow(self, session, self.refresh)

    def _lay_out(self) -> None:
        for button in (self.draw, self.apply, self.keep):
            # Long words in a button do not make the panel wider than its column.
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._list = QVBoxLayout()
        self._list.setSpacing(look.size("gap"))
        own = QHBoxLayout()
        own.addWidget(self.name, 1)
        own.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.hint)
        column.addWidget(self.draw)
        column.addWidget(self.options)
        column.addWidget(self.figures)
        column.addWidget(self.apply)
        column.addWidget(self.said)
        column.addLayout(own)
        column.addLayout(self._list)
        column.addWidget(self.keep)
        column.addStretch(1)

    @property
    def recipe(self) -> Recipe | None:
        """The chosen layout."""
        chosen = str(self.session.options.get("template") or "")
        return recipe_of(self.session.committed(), chosen) if self.session.document is not None else None

    @property
    def site(self) -> Site | None:
        """The site that would be filled."""
        if self.session.document is None:
            return None
        return target(self.session.committed(), self.session.selection)

    def refresh(self) -> None:
        """Show the session as it is."""
        document = self.session.document
        able = document is not None and self.session.editing and self.session.variant != PRESENT
        site = self.site if able else None
        if site is not None and self._drawing and self.session.tool != TOOL:
            self._drawing = False
            self.session.use_tool(TOOL)
        recipe = self.recipe
        snapshot = self.session.committed() if document is not None else None
        self._list_cards(recipes(snapshot) if snapshot is not None else ())
        for key, card in self.cards.items():
            card.setProperty("chosen", recipe is not None and key == recipe.key)
            card.style().unpolish(card)
            card.style().polish(card)
        filling = able and recipe is not None and site is not None and self.session.tool == TOOL
        self.options.setVisible(filling)
        self.apply.setVisible(filling)
        self.draw.setVisible(able and recipe is not None and site is None)
        self.keep.setVisible(able)
        self.keep.setEnabled(site is not None and snapshot is not None and bool(snapshot.plots_of(site.key)))
        self.name.setVisible(able and recipe is not None and recipe.own != 0)
        self.delete.setVisible(self.name.isVisibleTo(self))
        if recipe is not None and not self.name.isModified():
            self.name.setText(recipe.name)
        self.hint.setText(self._hint(able, recipe, site))
        if filling and recipe is not None and site is not None and snapshot is not None:
            self.options.show_values(snapshot, recipe, len(snapshot.plots_of(site.key)))
            self._follow_layout(snapshot, recipe, site)
        else:
            self._asked = ()
            self._show_answer(None)

    def choose(self, key: str) -> None:
        """Take a layout in hand."""
        self.session.choose("template", key)
        self.session.use_tool(TOOL)

    def draw_outline(self) -> None:
        """Draw a site first; once it is there the layout fills it."""
        recipe = self.recipe
        if recipe is not None:
            self._drawing = True
            self.session.use_tool(recipe.kind)

    def fill(self) -> None:
        """Write the layout as one step."""
        recipe, site = self.recipe, self.site
        if recipe is None or site is None:
            return
        answer = filled(self.session.committed(), site.key, recipe, options_of(self.session.options))
        if isinstance(answer, Refused):
            self.session.tell(str(answer), grave=True)
            return
        label = step_of(recipe, site)
        forget(self.session.options, self.session.choose)
        self.session.use_tool("select")
        self.session.edit(label, answer.changes)

    def keep_selection(self) -> None:
        """Keep the selected site's layout under its name."""
        snapshot, site = self.session.committed(), self.site
        if site is None:
            return
        name = thing_name(snapshot, site)
        try:
            changes = save_template(snapshot, [("site", site.key)], name)
        except Refused as refusal:
            self.session.tell(str(refusal), grave=True)
            return
        written = self.session.edit(tr("Keep {name} as a layout", name=name), changes)
        self.session.choose("template", str(written[0].key))

    def rename(self) -> None:
        """Give the chosen template the name that was typed."""
        recipe = self.recipe
        if recipe is None or not recipe.own or not self.name.isModified():
            return
        self.name.setModified(False)
        try:
            changes = rename_template(self.session.committed(), recipe.own, self.name.text())
        except Refused as refusal:
            self.session.tell(str(refusal), grave=True)
            self.refresh()
            return
        self.session.edit(tr("Rename layout"), changes)

    def delete_own(self) -> None:
        """Take the chosen template out of the project."""
        recipe = self.recipe
        if recipe is not None and recipe.own:
            self.session.edit(
                tr("Delete layout {name}", name=recipe.name),
                remove_template(self.session.committed(), recipe.own),
            )
            self.session.choose("template", "")

    # The layout on the map

    def _follow_layout(self, snapshot: Snapshot, recipe: Recipe, site: Site) -> None:
        options = options_of(self.session.options)
        answer = known(snapshot, site.key, recipe, options)
        if answer is not None:
            self._show_answer(answer)
            return
        asked = (snapshot, recipe, site.key, options)
        if asked != self._asked:
            self._asked = asked
            work.run("layout", _fill(snapshot, site.key, recipe, options), on_result=self._worked_out)

    def _worked_out(self, _answer: object) -> None:
        # The tool on the map and this panel both find it remembered.
        self._asked = ()
        self.session.focused.emit()

    def _show_answer(self, answer: Filled | Refused | None) -> None:
        self.figures.setVisible(isinstance(answer, Filled))
        self.said.setVisible(answer is not None and bool(not isinstance(answer, Filled) or answer.said))
        self.apply.setEnabled(isinstance(answer, Filled))
        if isinstance(answer, Filled):
            layout = answer.layout
            net = sum(shape.area for _, shape in layout.plots)
            self.figures.setText(
                tr(
                    "{count} plots, {area}. Road {road}, green {green}, water {water}.",
                    count=len(layout.plots),
                    area=hectares(net),
                    road=hectares(sum(p.area for p in layout.roads)),
                    green=hectares(sum(p.area for p in layout.green)),
                    water=hectares(sum(p.area for p in layout.water)),
                )
            )
            self.said.setText("\n".join(answer.said))
        elif answer is not None:
            self.said.setText(str(answer))

    # The list

    def _list_cards(self, found: tuple[Recipe, ...]) -> None:
        if found == self._shown:
            return
        self._shown = found
        for card in self.cards.values():
            self._list.removeWidget(card)
            card.deleteLater()
        self.cards, self._pictures = {}, {}
        for recipe in found:
            picture = LayoutPicture(QSize(look.size("layout_picture") * 3 // 2, look.size("layout_picture")))
            head, words = Label(medium=True, wrap=True), Label(font="secondary", role="secondary", wrap=True)
            head.setText(recipe.name)
            words.setText(recipe.text)
            card = Card(picture, head, words)
            card.setMinimumWidth(0)
            card.setMaximumWidth(look.size("card_width"))
            card.setAccessibleName(recipe.name)
            card.setAccessibleDescription(recipe.text)
            card.setToolTip(recipe.source)
            card.pressed.connect(lambda key=recipe.key: self.choose(key))
            self.cards[recipe.key], self._pictures[recipe.key] = card, picture
            self._list.addWidget(card)
        settings = self.session.committed().settings if self.session.document is not None else {}
        if found:
            share, heavy = float(settings["innovation_share"]) / 100, str(settings["hmc_threshold"])
            work.run("layout pictures", _picture(found, share, heavy), on_result=self._show_pictures)

    def _show_pictures(self, pictures: dict[str, tuple[Piece, ...]]) -> None:
        for key, pieces in pictures.items():
            if key in self._pictures:
                self._pictures[key].show_pieces(pieces)

    def _again(self) -> None:
        self._shown = ()

    def _draw_said(self) -> str:
        return tr("Draw the outline first")

    def _hint(self, able: bool, recipe: Recipe | None, site: Site | None) -> str:
        if self.session.document is None:
            return tr("Open a project to lay out its clusters and hubs.")
        if not able:
            return tr("A layout is made in a variant: go to one, or make one first.")
        if recipe is None:
            return tr("Choose a layout: it fits itself into the outline of a cluster or hub.")
        if site is None:
            return tr("{layout}: select a cluster or hub on the map, or draw one.", layout=recipe.name)
        return tr("{layout} in {site}.", layout=recipe.name, site=thing_name(self.session.committed(), site))


def _fill(snapshot: Snapshot, site: int, recipe: Recipe, options: Options) -> Job[object]:
    yield Progress(0, 0)
    return filled(snapshot, site, recipe, options)


def _picture(found: tuple[Recipe, ...], innovation: float, heavy: str) -> Job[dict[str, tuple[Piece, ...]]]:
    made = {}
    for at, recipe in enumerate(found):
        yield Progress(at, len(found))
        try:
            made[recipe.key] = pieces_of(recipe, innovation, heavy)
        except Refused:
            made[recipe.key] = ()
    return made
