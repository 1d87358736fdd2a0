"""Measures the pages against floors taken in the same run: `make bench`. Nothing here is served to people."""
