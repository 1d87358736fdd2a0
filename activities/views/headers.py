"""Pages that speak of one person."""

from core.headers import private

__all__ = ["private"]
