"""Settings, root URLs, and the entries of the web server and of Celery. No word of the domain belongs here."""
