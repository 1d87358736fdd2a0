"""Settings, root URLs and the WSGI entry. No word of the domain belongs here."""
