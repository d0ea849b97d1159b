"""Benchmarks: how fast things are, beside a peer and a target; run with `python -m tests.benchmarks [NAME]`."""
