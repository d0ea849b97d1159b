"""Searches: they look for a proposal in a snapshot and give it back as changes that may be accepted."""
