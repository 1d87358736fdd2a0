"""Humans and their doors: accounts, persons, contact points, consents, staff roles, and who has looked at whom."""
