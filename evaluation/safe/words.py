"""How a hidden cell is put into words: the same for all, so that it does not tell why."""

from django.utils.translation import gettext_lazy as _

HIDDEN = _("fewer than 6, or hidden to protect people")


def in_words(cell: int | None) -> str:
    return str(HIDDEN) if cell is None else str(cell)
