"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from core.actors import STAFF_ROLES
from people import actors


class AccountAdapter(DefaultAccountAdapter):
    """After signing in, staff land on the desk and everybody else on *My page*."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        is_staff = actors.for_request(request).has(*STAFF_ROLES)
        return reverse("desk:home") if is_staff else reverse("my:home")
