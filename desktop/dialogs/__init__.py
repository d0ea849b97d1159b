"""Dialogs: only for what no panel, bar or undoable action can do."""
