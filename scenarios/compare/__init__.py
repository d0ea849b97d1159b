"""What differs between variants: drawn rows, land and indicators, as pure functions of snapshots."""
