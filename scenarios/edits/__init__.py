"""Everything a user can do to a project: an edit is a pure function from a snapshot and arguments to changes.

Undo, journal, merge and redraw come from the changes; an edit writes nothing itself.
"""
