from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator

from core.actors import PUBLIC, SYSTEM, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.models import PageLink, Person
from people.services import codes, erasure, links
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory, PersonFactory, UserFactory, staff_actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def second_step(person):
    person.user = UserFactory()
    person.save()
    Authenticator.objects.create(user=person.user, type=Authenticator.Type.TOTP, data={})


@pytest.fixture
def person():
    return PersonFactory(centres=[CentreFactory()])


def test_link_opens_until_it_ends(person):
    new = links.make(person=person, by=SYSTEM, lasts=timedelta(days=2), now=NOW)
    opened = [links.by_token(new.token, now=NOW + timedelta(days=days)) for days in (0, 1, 2)]
    assert opened == [new.link, new.link, None]


def test_token_is_not_kept(person):
    new = links.make(person=person, by=SYSTEM)
    assert new.token not in str(PageLink.objects.values().get())


def test_address_speaks_the_persons_language(settings):
    settings.PUBLIC_BASE_URL = "https://porch.example"
    new = links.make(person=PersonFactory(language="fr"), by=SYSTEM)
    assert new.address.startswith("https://porch.example/fr/")
    assert new.address.endswith(f"/{new.token}/")


def test_ended_link_opens_nothing_and_ends_once(person):
    new = links.make(person=person, by=SYSTEM)
    me = person_actor(person.pk)
    first = links.revoke(new.link, by=me).revoked_at
    assert links.by_token(new.token) is None
    assert links.revoke(new.link, by=me).revoked_at == first
    assert AuditEvent.about(person.pk).filter(action="page_link.revoked").count() == 1


def test_link_of_a_merged_record_opens_nothing(person):
    new = links.make(person=person, by=SYSTEM)
    Person.objects.filter(pk=person.pk).update(merged_into=PersonFactory())
    assert links.by_token(new.token) is None


def test_no_link_gets_round_a_second_step(person):
    new = links.make(person=person, by=SYSTEM)
    token = codes.confirm_token(ContactPointFactory(person=person))
    second_step(person)
    assert links.by_token(new.token) is None
    assert codes.by_confirm_token(token) is None
    with pytest.raises(DomainError, match="has_second_step"):
        links.make(person=person, by=SYSTEM)


def test_link_of_an_erased_record_is_gone(person):
    new = links.make(person=person, by=SYSTEM)
    erasure.erase(person, by=SYSTEM)
    assert (links.by_token(new.token), PageLink.objects.count()) == (None, 0)


def test_standing_is_newest_first_and_without_what_ended(person):
    ended, expired, old, new = (
        links.make(person=person, by=SYSTEM, now=NOW + timedelta(hours=hours), lasts=timedelta(days=days)).link
        for hours, days in ((0, 9), (1, 1), (2, 9), (3, 9))
    )
    links.revoke(ended, by=SYSTEM)
    assert links.standing(person, now=NOW + timedelta(days=2)) == [new, old]
    assert expired.expires_at < NOW + timedelta(days=2)


def test_staff_who_made_it_are_named_and_the_person_is_not(person):
    coordinator = staff_actor(centre=person.centres.get())
    by_staff = links.make(person=person, by=coordinator).link
    by_self = links.make(person=person, by=person_actor(person.pk, user_id=7)).link
    assert (by_staff.made_by_user_id, by_self.made_by_user_id) == (coordinator.user_id, None)


@pytest.mark.parametrize("who", ["stranger", "visitor", "somebody"])
def test_make_and_revoke_are_refused_to_others(person, who):
    by = {"stranger": staff_actor, "visitor": lambda: PUBLIC, "somebody": lambda: person_actor(PersonFactory().pk)}[
        who
    ]()
    link = links.make(person=person, by=SYSTEM).link
    with pytest.raises(Forbidden):
        links.make(person=person, by=by)
    with pytest.raises(Forbidden):
        links.revoke(link, by=by)
