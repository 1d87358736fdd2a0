"""Clinics outside: kept at the desk, and a link that writes one prescription, once."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail

from core import clock
from core.actors import SYSTEM, Role
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.models import Person
from people.models.consent import Purpose
from people.models.contact import ContactKind
from people.services import codes, consents
from prescriptions.models import Case, Level, Need, Partner, PartnerLink, Prescription, Risks, Source, Told
from prescriptions.services import partners
from tests.factories.activities import ActivityFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db
KEY = "6f0a3c0e-4a0f-4a57-9d0c-444444444444"
FORM = {
    "writer_name": "Dr. Omar Haddad",
    "writer_role": "family physician",
    "name": "Brian Hall",
    "birth_date_day": "3",
    "birth_date_month": "5",
    "birth_date_year": "1948",
    "language": "en",
    "interpreter": "",
    "reach": "phone",
    "contact": "519-555-0142",
    "needs": ["bereavement", "social"],
    "matters": "He misses somebody to have breakfast with.",
    "strengths": "Carpentry.",
    "level": "holistic",
    "activity": "",
    "urgency": "1",
    "risks": "none_known",
    "risk_words": "",
    "agrees": "on",
    "told": "progress",
    "request_key": KEY,
}


@pytest.fixture
def centre():
    return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph", phone="+15195550199")


@pytest.fixture
def partner(centre):
    facts = {"name": "Elm Street Clinic", "email": "Desk@Elm.example", "language": "en"}
    return partners.add(centre=centre, by=SYSTEM, **facts)


@pytest.fixture
def made(partner):
    return partners.make_link(partner, by=SYSTEM)


def page(made):
    return f"/en/rx/clinic/{made.token}/"


def writes(client, made, **changes):
    return client.post(page(made), {**FORM, **changes}, follow=True)


def text(answer):
    return answer.content.decode()


# --- Kept at the desk -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PROVIDER, Role.EVALUATOR])
def test_only_link_workers_and_managers_keep_them(partner, role):
    by = staff_actor(role, centre=partner.centre)
    facts = {"name": "Oak", "email": "oak@example.org", "language": "fr"}
    for act in (
        lambda: partners.add(centre=partner.centre, by=by, **facts),
        lambda: partners.change(partner, active=True, by=by, **facts),
        lambda: partners.make_link(partner, by=by),
        lambda: partners.revoke(partners.make_link(partner, by=SYSTEM).link, by=by),
    ):
        with pytest.raises(Forbidden):
            act()
    assert not Partner.visible_to(by).exists()
    assert not PartnerLink.visible_to(by).exists()


def test_nor_does_a_link_worker_elsewhere(partner):
    elsewhere = staff_actor(Role.LINK_WORKER, centre=CentreFactory())
    with pytest.raises(Forbidden):
        partners.make_link(partner, by=elsewhere)
    assert not Partner.visible_to(elsewhere).exists()
    assert Partner.visible_to(staff_actor(Role.MANAGER, centre=partner.centre)).get() == partner


def test_address_stands_once_at_a_centre(partner):
    facts = {"name": "Again", "email": "desk@elm.EXAMPLE", "language": "en"}
    with pytest.raises(DomainError, match="partner_known"):
        partners.add(centre=partner.centre, by=SYSTEM, **facts)
    assert partners.add(centre=CentreFactory(), by=SYSTEM, **facts).email == "desk@elm.example"


def test_only_the_hash_of_a_link_is_kept(made):
    kept = PartnerLink.objects.values().get()
    assert made.token not in str(kept)
    assert made.token in made.address


# --- Sent from the desk -----------------------------------------------------------------------------------


@pytest.fixture
def desk(client, centre):
    client.force_login(StaffRoleFactory(centre=centre, role=Role.LINK_WORKER).user)
    return client


def test_added_changed_stopped_and_sent_from_the_desk(desk, centre):
    desk.post("/en/desk/partners/new/", {"name": "Elm", "email": "elm@example.org", "language": "fr"})
    partner = Partner.objects.get()
    desk.post(f"/en/desk/partners/{partner.public_id}/link/")
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["elm@example.org"], "Un lien de CSC de Guelph")
    assert "/fr/rx/" in letter.body
    said = f"{letter.subject} {letter.body}"
    assert [word for word in ("patient", "client", "prescription", "ordonnance") if word in said] == []
    facts = {"name": "Elm", "email": "elm@example.org", "language": "fr"}
    desk.post(f"/en/desk/partners/{partner.public_id}/", facts)  # no longer ticked: stopped
    partner.refresh_from_db()
    assert not partner.active
    answer = desk.post(f"/en/desk/partners/{partner.public_id}/link/", follow=True)
    assert "Links to this partner are stopped." in text(answer)
    assert len(mail.outbox) == 1


def test_what_the_mail_server_does_not_take_is_said_and_opens_nothing(desk, partner, monkeypatch):
    def fails(_letter):
        raise SMTPServerDisconnected

    monkeypatch.setitem(codes.ways._items, ContactKind.EMAIL, codes.Way(fails))
    answer = desk.post(f"/en/desk/partners/{partner.public_id}/link/", follow=True)
    assert "The link could not be sent to desk@elm.example." in text(answer)
    assert PartnerLink.objects.get().revoked_at


def test_address_that_is_known_is_said_at_its_field(desk, partner):
    answer = desk.post("/en/desk/partners/new/", {"name": "Oak", "email": partner.email, "language": "en"})
    assert "This e-mail address belongs to another partner" in str(answer.context["form"].errors["email"])


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_much_for_one_as_for_three(desk, centre, django_assert_num_queries, count):
    for nth in range(count):
        facts = {"name": f"Clinic {nth}", "email": f"clinic{nth}@example.org", "language": "en"}
        partners.make_link(partners.add(centre=centre, by=SYSTEM, **facts), by=SYSTEM)
    desk.get("/en/desk/partners/")
    with django_assert_num_queries(8):
        answer = desk.get("/en/desk/partners/")
    assert text(answer).count("End this link") == count


def test_link_is_ended_from_the_desk(desk, partner, made):
    desk.post(f"/en/desk/partners/{partner.public_id}/links/{made.link.pk}/end/")
    assert desk.get(page(made)).status_code == 404


# --- Writing ----------------------------------------------------------------------------------------------


def test_clinic_writes_one_prescription(client, made, centre):
    answer = writes(client, made)
    assert answer.redirect_chain == [("/en/rx/clinic/thanks/", 302)]
    written = Prescription.objects.get()
    assert (written.source, written.organization, written.centre) == (Source.PARTNER, "Elm Street Clinic", centre)
    assert (written.writer_name, written.writer_role, written.written_by) == (
        "Dr. Omar Haddad",
        "family physician",
        None,
    )
    assert (written.needs, written.level, written.urgency) == ([Need.SOCIAL, Need.BEREAVEMENT], Level.HOLISTIC, 1)
    person = written.person
    assert (person.name, person.birth_date.isoformat(), person.contact_points.get().value) == (
        "Brian Hall",
        "1948-05-03",
        "+15195550142",
    )
    standing = dict(consents.standing(person))
    assert (standing[Purpose.REFERRAL].given, standing[Purpose.WORD_BACK].given) == (True, True)
    assert not standing[Purpose.WORD_BACK_DETAIL].given
    assert Case.objects.get().prescription == written
    assert written.code_shown in text(answer)
    assert written.code_shown not in text(client.get("/en/rx/clinic/thanks/"))  # once
    made.link.refresh_from_db()
    assert made.link.prescription == written
    assert AuditEvent.objects.filter(action="partner_link.used").count() == 1


def test_link_works_once_and_the_same_form_twice_is_one(client, made):
    writes(client, made)
    again = writes(client, made)
    assert Prescription.objects.get().code_shown in text(again)
    assert (Prescription.objects.count(), Person.objects.count()) == (1, 1)
    assert writes(client, made, request_key="6f0a3c0e-4a0f-4a57-9d0c-555555555555").status_code == 404
    assert client.get(page(made)).status_code == 404
    assert (Prescription.objects.count(), Person.objects.count()) == (1, 1)


def test_looking_at_the_form_uses_nothing_up(client, made):
    for _time in range(2):
        assert client.get(page(made)).status_code == 200
        assert client.head(page(made)).status_code == 200
    assert writes(client, made).status_code == 200


@pytest.mark.parametrize("over", ["late", "revoked", "stopped", "forged"])
def test_link_that_is_over_opens_nothing_and_writes_nothing(client, made, partner, time_machine, over):
    at = page(made)
    if over == "late":
        time_machine.move_to(clock.now() + partners.LASTS + timedelta(seconds=1))
    elif over == "revoked":
        partners.revoke(made.link, by=SYSTEM)
    elif over == "stopped":
        facts = {"name": partner.name, "email": partner.email, "language": "en"}
        partners.change(partner, active=False, by=SYSTEM, **facts)
    else:
        at = "/en/rx/clinic/forged/"
    assert client.get(at).status_code == 404
    assert client.post(at, FORM).status_code == 404
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"writer_name": ""}, "writer_name"),
        ({"name": ""}, "name"),
        ({"birth_date_year": "1848"}, "birth_date"),
        ({"contact": ""}, "contact"),
        ({"contact": "nowhere"}, "contact"),
        ({"reach": "email"}, "contact"),
        ({"needs": []}, "needs"),
        ({"risks": ""}, "risks"),
        ({"risks": "some"}, "risk_words"),
        ({"level": "light"}, "activity"),
        ({"agrees": ""}, "agrees"),
        ({"told": ""}, "told"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_link_still_works(client, made, changes, field):
    answer = writes(client, made, **changes)
    assert list(answer.context["form"].errors) == [field]
    assert "Carpentry." in text(answer)
    assert not Person.objects.exists()
    assert writes(client, made).redirect_chain


def test_somebody_who_is_not_to_be_contacted_needs_no_number(client, made):
    writes(client, made, reach="nobody", contact="")
    assert not Person.objects.get().contact_points.exists()


def test_light_one_names_a_group_of_the_centre_and_of_no_other(client, made, centre):
    group = ActivityFactory(centre=centre, slug="songs")
    ActivityFactory(slug="elsewhere")
    assert list(writes(client, made, level="light", activity="elsewhere").context["form"].errors) == ["activity"]
    writes(client, made, level="light", activity="songs", risks="some", risk_words="Falls easily.", told=Told.NOTHING)
    written = Prescription.objects.get()
    assert (written.activity, written.risks, written.risk_words) == (group, Risks.SOME, "Falls easily.")
    assert not Case.objects.exists()
