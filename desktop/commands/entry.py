"""Switching what helps the pointer: snapping and tracing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.widgets.snap_bar import switch

if TYPE_CHECKING:
    from desktop.window import Window


def snapping(window: Window) -> None:
    """Snap, or no longer."""
    switch(window.session, "snap")


def tracing(window: Window) -> None:
    """Trace along existing edges, or no longer."""
    switch(window.session, "trace")


def snaps(window: Window) -> bool:
    """Whether the pointer snaps."""
    return window.session.options.get("snap", "on") == "on"


def traces(window: Window) -> bool:
    """Whether edges are traced."""
    return window.session.options.get("trace") == "on"
