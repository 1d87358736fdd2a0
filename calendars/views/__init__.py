"""The calendar files, and the pages on which somebody sets up their own."""
