"""Calendar feeds: which sessions for whom, and their iCalendar text (RFC 5545)."""
