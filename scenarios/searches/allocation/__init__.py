"""The land-use allocation: which hectares of which municipality go from which use to which, as a linear
programme."""
