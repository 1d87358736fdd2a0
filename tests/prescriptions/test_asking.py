"""Somebody asks for a link worker by themselves."""

import pytest

from core.actors import SYSTEM
from people.models import Person
from people.models.consent import Purpose
from people.models.contact import ContactKind
from people.services import consents
from prescriptions.models import Case, CaseState, Level, Need, Prescription, Reach, Risks, Source
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
KEY = "6f0a3c0e-4a0f-4a57-9d0c-222222222222"
FORM = {
    "name": "Joan Tremblay",
    "reach": "phone",
    "contact": "519-555-0142",
    "needs": ["social", "food"],
    "matters": "I eat alone.",
    "language": "fr",
    "safety": "",
    "agrees": "on",
    "request_key": KEY,
}


@pytest.fixture
def centre():
    return CentreFactory(slug="guelph", name_en="Guelph CHC", phone="+15195550199")


def ask(client, **changes):
    return client.post("/en/rx/ask/guelph/", {**FORM, **changes}, follow=True)


def text(answer):
    return answer.content.decode()


def test_stranger_becomes_a_person_with_a_prescription_and_a_new_case(client, centre):
    answer = ask(client)
    assert answer.redirect_chain == [("/en/rx/ask/thanks/", 302)]
    made = Prescription.objects.get()
    assert (made.source, made.level, made.centre) == (Source.SELF, Level.MEDIUM, centre)
    assert (made.needs, made.matters, made.reach) == ([Need.SOCIAL, Need.FOOD], "I eat alone.", Reach.PHONE)
    assert (made.risks, made.risk_words, made.writer_name) == (Risks.NONE_KNOWN, "", "")
    assert (made.person.name, made.person.language) == ("Joan Tremblay", "fr")
    point = made.person.contact_points.get()
    assert (point.kind, point.value, point.verified_at) == (ContactKind.LANDLINE, "+15195550142", None)
    assert Case.objects.get().state == CaseState.NEW
    standing = dict(consents.standing(made.person))
    assert standing[Purpose.REFERRAL].given
    assert not standing[Purpose.WORD_BACK].given


@pytest.mark.parametrize(
    ("reach", "contact", "kind"),
    [("text", "519 555 0142", ContactKind.MOBILE), ("email", "Joan@Example.org", ContactKind.EMAIL)],
)
def test_how_they_are_contacted_says_what_the_contact_is(client, centre, reach, contact, kind):
    ask(client, reach=reach, contact=contact)
    assert Person.objects.get().contact_points.get().kind == kind


@pytest.mark.parametrize(
    ("reach", "contact", "words"),
    [
        ("phone", "joan@example.org", "This is not a telephone number"),
        ("text", "joan@example.org", "This is not a telephone number"),
        ("email", "519-555-0142", "e-mail address"),
    ],
)
def test_contact_that_does_not_fit_is_said_at_the_field_and_nothing_is_lost(client, centre, reach, contact, words):
    answer = ask(client, reach=reach, contact=contact)
    assert words in str(answer.context["form"].errors["contact"])
    assert "I eat alone." in text(answer)
    assert not Person.objects.exists()


def test_what_keeps_them_safe_is_a_risk_in_their_words(client, centre):
    ask(client, safety="Do not leave a message: my husband listens.")
    made = Prescription.objects.get()
    assert (made.risks, made.risk_words) == (Risks.SOME, "Do not leave a message: my husband listens.")


@pytest.mark.parametrize("missing", ["name", "reach", "contact", "needs", "agrees"])
def test_what_is_needed_is_asked_for_at_its_field(client, centre, missing):
    answer = ask(client, **{missing: []})
    assert list(answer.context["form"].errors) == [missing]
    assert not Prescription.objects.exists()


def test_sent_twice_it_is_asked_once(client, centre):
    ask(client)
    ask(client)
    assert (Prescription.objects.count(), Person.objects.count()) == (1, 1)


def test_second_person_at_the_same_form_does_not_believe_that_they_have_asked(client, centre):
    ask(client)
    answer = ask(client, name="Bo Tremblay")
    assert "This form was sent already." in text(answer)
    assert answer.context["form"].data["request_key"] != KEY
    assert Person.objects.count() == 1


def test_name_and_number_of_somebody_known_make_a_record_of_their_own(client, centre):
    known = PersonFactory(name="Joan Tremblay", centres=[centre])
    ask(client)
    assert Prescription.objects.get().person != known


def test_program_is_answered_as_if_all_went_well(client, centre):
    answer = ask(client, homepage="x")
    assert answer.redirect_chain == [("/en/rx/ask/thanks/", 302)]
    assert not Person.objects.exists()


def test_too_many_are_told_to_call(client, centre, settings):
    settings.THROTTLE_PER_CONTACT = 1
    ask(client)
    answer = ask(client, request_key="6f0a3c0e-4a0f-4a57-9d0c-333333333333")
    assert "call Guelph CHC: 519-555-0199" in text(answer)
    assert Prescription.objects.count() == 1


def test_somebody_signed_in_asks_without_typing_their_name(client, centre):
    user = UserFactory()
    person = PersonFactory(user=user)
    consents.give(person=person, purpose=Purpose.WORD_BACK, by=SYSTEM)
    client.force_login(user)
    page = client.get("/en/rx/ask/guelph/")
    assert {"name", "contact", "language"}.isdisjoint(page.context["form"].fields)
    ask(client, name="Somebody else")
    made = Prescription.objects.get()
    assert (made.person, person.name) == (person, made.person.name)
    assert person.centres.get() == centre
    assert dict(consents.standing(person))[Purpose.WORD_BACK].given  # of another prescription: nobody asked them


def test_account_that_is_nobody_yet_becomes_somebody(client, centre):
    user = UserFactory()
    client.force_login(user)
    ask(client)
    assert Prescription.objects.get().person.user == user


def test_centre_that_the_site_does_not_show_has_no_such_page(client):
    CentreFactory(slug="guelph", listed=False)
    assert client.get("/en/rx/ask/guelph/").status_code == 404
    assert "guelph" not in text(client.get("/en/rx/ask/"))
