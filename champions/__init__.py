"""Health Champions: their standing, what they bring, who supports them, and the hours they gift."""
