"""Geometry in EPSG:28992: clean shapes, contours, partitions and flat coverages, without rows or files."""
