"""What a page shows, made ready in Python: templates that only print are quick, and easy to read."""
