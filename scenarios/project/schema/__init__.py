"""What the project file is made of: its tables, the GeoPackage system tables, its migrations and layer styles."""
