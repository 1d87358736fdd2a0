"""Addresses: the desk's, and *My page*'s."""
