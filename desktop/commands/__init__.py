"""What the window's actions do, by subject; each takes the window and is listed in desktop/actions.py."""
