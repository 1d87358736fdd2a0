"""The privacy officer's room: who looked, unusual looks, incidents, requests about one's record, what is kept.

Not to be confused with `core.privacy`, where each model says how it forgets a person.
"""
