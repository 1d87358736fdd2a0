"""A clinic outside is told that an update waits, and reads by a link what its client lets it hear at that moment."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.utils import timezone

from core import paper
from core.actors import SYSTEM, Role
from core.models import AuditEvent
from people.models.contact import ContactKind
from people.services import codes, erasure
from prescriptions import states
from prescriptions.models import LinkPurpose, PartnerLink, Source, Told, Word
from prescriptions.services import partner_words, partners
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory
from tests.factories.prescriptions import CaseFactory
from tests.factories.words import close, let_hear, made, walk

pytestmark = pytest.mark.django_db
MORNING = datetime(2027, 4, 6, 13, tzinfo=UTC)  # 9 am in Toronto
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at(time_machine):
    time_machine.move_to(MORNING)


@pytest.fixture
def partner():
    centre = CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph", phone="+15195550199")
    facts = {"name": "Elm Street Clinic", "email": "desk@elm.example", "language": "en"}
    return partners.add(centre=centre, by=SYSTEM, **facts)


def written(partner, *, told=Told.DETAILS):
    """By a link of theirs."""
    case = CaseFactory(
        prescription__centre=partner.centre,
        prescription__source=Source.PARTNER,
        prescription__written_by=None,
        prescription__writer_name="Dr. Omar Haddad",
        prescription__organization=partner.name,
    )
    let_hear(case.prescription, told)
    link = partners.make_link(partner, by=SYSTEM).link
    PartnerLink.objects.filter(pk=link.pk).update(used_at=timezone.now(), prescription=case.prescription)
    return case


@pytest.fixture
def case(partner):
    return walk(written(partner))


def links():
    return PartnerLink.objects.filter(purpose=LinkPurpose.READ)


def addresses(letter):
    return [line.partition("http://testserver")[2] or line for line in letter.body.splitlines() if "/rx/" in line]


def path(address):
    return address[address.index("/en/") if "/en/" in address else address.index("/fr/") :]


def letter_link():
    partner_words.send(now=timezone.now())
    [address] = addresses(mail.outbox[-1])
    return path(address)


def text(answer):
    return answer.content.decode()


# --- The letter -----------------------------------------------------------------------------------
def test_letter_leaves_once_the_step_stands(partner, django_capture_on_commit_callbacks):
    case = written(partner)
    with django_capture_on_commit_callbacks(execute=True):
        states.cases.move(case, "take", by=SYSTEM)
        assert mail.outbox == []
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["desk@elm.example"], "An update is waiting at Guelph CHC")
    assert len(addresses(letter)) == 1
    said = f"{letter.subject} {letter.body}"
    about = ("Brian", "Hall", "Haddad", "client", "patient", "prescription", str(case.prescription.public_id))
    assert [words for words in about if words in said] == []
    assert links().get().sent_at


def test_letter_is_in_the_language_of_the_clinic(partner, case):
    partners.change(partner, name="Orme", email="o@orme.example", language="fr", active=True, by=SYSTEM)
    assert partner_words.send(now=timezone.now()) == 1
    [letter] = mail.outbox
    assert letter.subject == "Des nouvelles vous attendent (CSC de Guelph)"
    assert "/fr/rx/" in letter.body


def test_one_letter_a_day_for_a_clinic_with_a_link_for_each(partner, case, time_machine):
    walk(written(partner))
    assert [partner_words.send(now=timezone.now()) for _time in range(2)] == [1, 0]
    assert len(addresses(mail.outbox[0])) == 2
    time_machine.move_to(MORNING + timedelta(hours=2))
    third = walk(written(partner))
    assert partner_words.send(now=timezone.now()) == 0
    time_machine.move_to(MORNING + DAY)
    assert [partner_words.send(now=timezone.now()) for _time in range(2)] == [1, 0]
    assert len(addresses(mail.outbox[1])) == 1
    assert links().latest("pk").prescription == third.prescription


def test_nobody_is_written_to_of_what_may_not_be_heard(partner):
    case = walk(written(partner, told=Told.NOTHING))
    assert partner_words.send(now=timezone.now()) == 0
    let_hear(case.prescription, Told.PROGRESS)
    assert partner_words.send(now=timezone.now()) == 1


def test_nobody_is_written_to_of_a_transfer(partner, django_capture_on_commit_callbacks):
    """It came from another centre by no link."""
    with django_capture_on_commit_callbacks(execute=True):
        walk(made(prescription__centre=partner.centre, prescription__source=Source.PARTNER))
    assert partner_words.send(now=timezone.now()) == 0
    assert (mail.outbox, links().count()) == ([], 0)


def test_clinic_that_is_stopped_is_not_written_to(partner, case):
    partners.change(partner, name="Elm", email="desk@elm.example", language="en", active=False, by=SYSTEM)
    assert partner_words.send(now=timezone.now()) == 0


def test_what_the_mail_server_does_not_take_opens_nothing_and_goes_the_next_day(case, monkeypatch, time_machine):
    def fails(_letter):
        raise SMTPServerDisconnected

    with monkeypatch.context() as away:
        away.setitem(codes.ways._items, ContactKind.EMAIL, codes.Way(fails))
        assert partner_words.send(now=timezone.now()) == 0
    assert links().get().revoked_at
    assert partner_words.send(now=timezone.now()) == 0
    time_machine.move_to(MORNING + DAY)
    assert partner_words.send(now=timezone.now()) == 1


# --- Reading --------------------------------------------------------------------------------------
def test_looking_at_the_link_uses_nothing_up_and_tells_nothing(client, case):
    at = letter_link()
    for _time in range(2):
        answer = client.get(at)
        assert (answer.status_code, "Brian" in text(answer)) == (200, False)
        assert client.head(at).status_code == 200
    assert client.get("/en/rx/clinic/word/shown/").status_code == 404
    assert Word.objects.unread().count() == 4


def test_clinic_reads_what_its_client_lets_it_hear(client, case):
    answer = client.post(letter_link(), follow=True)
    assert answer.redirect_chain == [("/en/rx/clinic/word/shown/", 302)]
    for words in ("Brian Hall", "Zinnia Circle", "Breakfast tastes again.", "Dr. Omar Haddad"):
        assert words in text(answer)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    assert not Word.objects.unread().exists()
    event = AuditEvent.about(case.person_id).get(action="word.read_outside")
    assert (event.detail["partner"], event.detail["told"], event.detail["count"]) == (
        links().get().partner_id,
        Told.DETAILS,
        4,
    )


def test_what_is_read_is_what_may_be_heard_at_that_moment(client, case):
    client.post(letter_link())
    at = "/en/rx/clinic/word/shown/"
    let_hear(case.prescription, Told.PROGRESS)
    assert ("takes part" in text(client.get(at)), "Zinnia" in text(client.get(at))) == (True, False)
    let_hear(case.prescription, Told.NOTHING)
    assert ("takes part" in text(client.get(at)), "chose not to share" in text(client.get(at))) == (False, True)


def test_it_opens_in_one_browser_and_once(client, client_elsewhere, case):
    at = letter_link()
    assert client_elsewhere.get(at).status_code == 200
    client.post(at)
    assert client_elsewhere.get(at).status_code == 404
    assert client_elsewhere.post(at).status_code == 404
    assert client_elsewhere.get("/en/rx/clinic/word/shown/").status_code == 404
    assert client.get(at).status_code == 302  # here it leads back to what is open


@pytest.fixture
def client_elsewhere(client):
    return type(client)()


def test_what_is_open_closes_by_itself(client, case, time_machine):
    client.post(letter_link())
    time_machine.move_to(timezone.now() + partner_words.OPEN_FOR + timedelta(seconds=1))
    for name in ("shown", "print"):
        assert client.get(f"/en/rx/clinic/word/{name}/").status_code == 404


@pytest.mark.parametrize("over", ["used", "late"])
def test_new_link_goes_to_the_clinic_s_own_address_alone(client, client_elsewhere, case, time_machine, over):
    at = letter_link()
    if over == "used":
        client_elsewhere.post(at)
    else:
        time_machine.move_to(timezone.now() + partners.LASTS + timedelta(seconds=1))
    page = client.get(at)
    assert (page.status_code, "Send a new link" in text(page), "desk@elm" in text(page)) == (404, True, False)
    assert len(mail.outbox) == 1
    answer = client.post(at, {"again": "yes"}, follow=True)
    assert "A new link is on its way" in text(answer)
    [_first, letter] = mail.outbox
    assert letter.to == ["desk@elm.example"]
    [address] = addresses(letter)
    assert "Brian Hall" in text(client.post(path(address), follow=True))


def test_new_links_are_counted(client, case, client_elsewhere):
    at = letter_link()
    client_elsewhere.post(at)
    for _time in range(partner_words.AGAIN + 1):
        answer = client.post(at, {"again": "yes"}, follow=True)
    assert "That was too often for now." in text(answer)
    assert len(mail.outbox) == 1 + partner_words.AGAIN


def test_letter_that_cannot_be_sent_says_so(client, case, client_elsewhere, monkeypatch):
    def fails(_letter):
        raise SMTPServerDisconnected

    at = letter_link()
    client_elsewhere.post(at)
    monkeypatch.setitem(codes.ways._items, ContactKind.EMAIL, codes.Way(fails))
    assert "could not be sent just now" in text(client.post(at, {"again": "yes"}, follow=True))


def test_where_it_was_opened_a_new_one_can_be_asked_for_once_it_has_closed(client, case, time_machine):
    at = letter_link()
    client.post(at)
    assert client.get(at).status_code == 302
    time_machine.move_to(timezone.now() + partner_words.OPEN_FOR + timedelta(seconds=1))
    assert "Send a new link" in text(client.get(at))


@pytest.mark.parametrize("over", ["late", "revoked", "stopped", "erased"])
def test_link_that_is_over_opens_nothing(client, case, partner, time_machine, over):
    at = letter_link()
    if over == "late":
        time_machine.move_to(timezone.now() + partners.LASTS + timedelta(seconds=1))
    elif over == "revoked":
        client.force_login(StaffRoleFactory(centre=partner.centre, role=Role.LINK_WORKER).user)
        assert "to read what became of one" in text(client.get("/en/desk/partners/"))
        client.post(f"/en/desk/partners/{partner.public_id}/links/{links().get().pk}/end/")
    elif over == "stopped":
        partners.change(partner, name="Elm", email="desk@elm.example", language="en", active=False, by=SYSTEM)
    else:
        erasure.erase(case.person, by=SYSTEM)
    assert client.post(at, follow=True).status_code == 404
    assert "Brian" not in text(client.post(at, follow=True))
    sent = len(mail.outbox)
    client.post(at, {"again": "yes"})
    assert len(mail.outbox) == sent + (over == "late")


def test_what_is_open_closes_where_the_clinic_is_stopped(client, case, partner):
    client.post(letter_link())
    partners.change(partner, name="Elm", email="desk@elm.example", language="en", active=False, by=SYSTEM)
    assert client.get("/en/rx/clinic/word/shown/").status_code == 404


def test_link_that_writes_reads_nothing_and_the_reverse(client, case, partner):
    writes = partners.make_link(partner, by=SYSTEM)
    assert client.get(f"/en/rx/clinic/word/{writes.token}/").status_code == 404
    token = letter_link().rstrip("/").rpartition("/")[2]
    assert client.get(f"/en/rx/clinic/{token}/").status_code == 404


def test_sheet_for_the_chart_says_the_same(client, case, monkeypatch):
    monkeypatch.setattr(paper, "press", lambda: None)  # as a page, readable here
    client.post(letter_link())
    sheet = text(client.get("/en/rx/clinic/word/print/"))
    assert ("Zinnia Circle" in sheet, "Brian Hall" in sheet) == (True, True)
    let_hear(case.prescription, Told.NOTHING)
    assert "Zinnia" not in text(client.get("/en/rx/clinic/word/print/"))


def test_what_comes_later_is_told_again(client, case, time_machine):
    client.post(letter_link())
    time_machine.move_to(MORNING + DAY)
    assert partner_words.send(now=timezone.now()) == 0
    states.cases.move(case, "reopen", by=SYSTEM, closed_at=None, closed_reason="")
    close(case)
    assert partner_words.send(now=timezone.now()) == 1
