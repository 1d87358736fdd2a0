"""Content: Wagtail pages, their blocks, navigation and the frame of the public site."""
