"""Addresses of this room: calls and messages at the desk, and what a message links to."""
