import pytest

from core.actors import SYSTEM, Role
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.models import StaffRole
from people.services import staff
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory, UserFactory, staff_actor

pytestmark = pytest.mark.django_db


def test_grant_by_the_manager_of_the_centre_is_recorded_once():
    centre, user = CentreFactory(), UserFactory()
    manager = staff_actor(Role.MANAGER, centre=centre)
    held = staff.grant(user=user, centre=centre, role=Role.COORDINATOR, by=manager)
    assert staff.grant(user=user, centre=centre, role=Role.COORDINATOR, by=manager) == held
    event = AuditEvent.objects.get(action="staff_role.granted")
    assert (event.actor_user_id, event.centre_id) == (manager.user_id, centre.pk)
    assert event.detail == {"user_id": user.pk, "role": "coordinator"}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EVALUATOR])
def test_grant_by_others_of_the_centre_is_refused(role):
    centre = CentreFactory()
    with pytest.raises(Forbidden):
        staff.grant(user=UserFactory(), centre=centre, role=Role.MANAGER, by=staff_actor(role, centre=centre))


def test_grant_by_the_manager_of_another_centre_is_refused():
    with pytest.raises(Forbidden):
        staff.grant(user=UserFactory(), centre=CentreFactory(), role=Role.PROVIDER, by=staff_actor(Role.MANAGER))


def test_grant_of_a_role_that_is_none_of_staff_is_refused():
    with pytest.raises(DomainError, match="not_staff_role"):
        staff.grant(user=UserFactory(), centre=CentreFactory(), role=Role.SYSTEM, by=SYSTEM)


def test_revoke_leaves_the_account():
    held = StaffRoleFactory()
    user = staff.revoke(held, by=SYSTEM)
    assert user.is_active
    assert StaffRole.objects.count() == 0
    assert AuditEvent.objects.get(action="staff_role.revoked").detail == {"user_id": user.pk, "role": "coordinator"}
