"""The application: the only place where Qt is used."""
