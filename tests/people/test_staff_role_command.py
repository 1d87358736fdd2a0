"""`manage.py staff_role`: the first coordinator of a new site."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core.actors import Role
from core.models import AuditEvent
from people.models import StaffRole
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_granted_role_is_held_and_recorded():
    centre, user = CentreFactory(slug="maple-falls"), UserFactory(email="ana@example.org")
    call_command("staff_role", "grant", "Ana@Example.org", "maple-falls", "coordinator")
    held = StaffRole.objects.get()
    assert (held.user, held.centre, held.role) == (user, centre, Role.COORDINATOR)
    assert AuditEvent.objects.get(action="staff_role.granted").detail == {"user_id": user.pk, "role": "coordinator"}


def test_revoked_role_is_gone():
    held = StaffRoleFactory(role=Role.MANAGER)
    call_command("staff_role", "revoke", held.user.email, held.centre.slug, "manager")
    assert list(StaffRole.objects.all()) == []


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("grant", "nobody@example.org", "maple-falls", "coordinator"), "No account"),
        (("grant", "ana@example.org", "nowhere", "coordinator"), "No centre"),
        (("revoke", "ana@example.org", "maple-falls", "coordinator"), "does not have this role"),
        (("grant", "ana@example.org", "maple-falls", "person"), "invalid choice"),
    ],
)
def test_mistake_is_named_and_changes_nothing(words, complaint):
    CentreFactory(slug="maple-falls")
    UserFactory(email="ana@example.org")
    with pytest.raises(CommandError, match=complaint):
        call_command("staff_role", *words)
    assert StaffRole.objects.count() == 0
