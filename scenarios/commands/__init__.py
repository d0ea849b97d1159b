"""The commands of the command line, one file per group: parsed arguments in, exit code out."""
