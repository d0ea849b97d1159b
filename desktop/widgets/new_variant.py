"""Where drawing asks for a variant and there is none yet: one is made from the present and gone to."""

from desktop.session import Session
from scenarios.edits.variants import add_variant, free_name
from scenarios.wording import tr


def new_variant(session: Session) -> None:
    """Make a variant from the present, as one step, and go there."""
    tables = session.need().tables
    name = free_name(tables, tr("New variant"))
    written = session.edit(tr("New variant {name}", name=name), add_variant(tables, name))
    session.go_to(variant=next(c.key for c in written if c.table == "variant"))
