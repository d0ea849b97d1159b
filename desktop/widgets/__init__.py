"""Bricks that panels and dialogs share."""
