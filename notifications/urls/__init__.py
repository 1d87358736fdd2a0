"""Addresses of this room: calls at the desk, and what a message links to."""
