"""What the Makefile calls: tests, the demo, catalogues."""
