"""The core: projects, land, setbacks, comparison and reports, usable without Qt."""
