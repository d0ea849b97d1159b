"""The project file: its rows, its changes, and the one way to write them."""
