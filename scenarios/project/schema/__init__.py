"""What the project file is made of: tables, GeoPackage system tables, migrations and layer styles."""
