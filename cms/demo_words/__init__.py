"""The words of the demo's pages: real ones, in both languages."""
