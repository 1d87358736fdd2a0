"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from core.actors import STAFF_ROLES
from people import actors
from people.models import User


class AccountAdapter(DefaultAccountAdapter):
    """After signing in, staff land on the desk, editors in Wagtail's admin, everybody else on *My page*."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """In the language of the account."""
        if actors.for_request(request).has(*STAFF_ROLES):
            name = "desk:home"
        else:
            name = "wagtailadmin_home" if request.user.is_staff else "my:home"
        with translation.override(request.user.language):  # type: ignore[union-attr]
            return reverse(name)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """A new account speaks the language in which it was opened."""
        user.language = (translation.get_language() or "en")[:2]
        return super().save_user(request, user, form, commit)
