"""Tests of the house itself: what every room must keep, looked up in the code rather than asked of its people."""
