"""What became of mine, at the desk: its writer reads it, and nobody else."""

import io

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from core import paper
from core.actors import SYSTEM, Role
from core.models import AuditEvent
from people.actors import for_user
from people.models import ChartNumber
from prescriptions import sections
from prescriptions.models import Told, Word
from prescriptions.services import system_clients
from tests.factories.people import PASSWORD, StaffRoleFactory, UserFactory
from tests.factories.words import let_hear, made, walk

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def case():
    case = walk(made())
    ChartNumber.objects.create(person=case.person, centre=case.centre, number="B12")
    return case


@pytest.fixture
def writer(case):
    return signed_in(case.prescription.written_by)


def at(name, case):
    return reverse(f"desk_words:{name}", args=[case.prescription.public_id])


def words_of(response):
    if response["Content-Type"] == "application/pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages)
    return response.content.decode()


def test_list_shows_what_is_new_first(writer, case):
    other = walk(made(prescription__written_by=case.prescription.written_by, prescription__centre=case.centre))
    writer.post(at("read", other))
    answer = writer.get(reverse("desk_words:list"))
    assert [row.prescription for row in answer.context["rows"]] == [case.prescription, other.prescription]
    assert [bool(row.unread) for row in answer.context["rows"]] == [True, False]
    assert "A year in numbers" in words_of(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_many(django_assert_num_queries, writer, case, count):
    for _ in range(count - 1):
        walk(made(prescription__written_by=case.prescription.written_by, prescription__centre=case.centre))
    writer.get(reverse("desk_words:list"))
    with django_assert_num_queries(15):
        assert len(writer.get(reverse("desk_words:list")).context["rows"]) == count


def test_page_says_what_became_of_it_and_notes_the_look(writer, case):
    said = words_of(writer.get(at("word", case)))
    for words in ("Zinnia Circle", "B12", "What was agreed is done", "Mark as read", "Text to copy"):
        assert words in said
    assert AuditEvent.about(case.person_id).filter(action="word.viewed").count() == 1


def test_marked_as_read_it_is_not_new(writer, case):
    assert writer.post(at("read", case)).status_code == 302
    assert not Word.objects.unread().exists()
    assert "Mark as read" not in words_of(writer.get(at("word", case)))


@pytest.mark.parametrize(("language", "words"), [("en", "Chart number"), ("fr", "Cercle Zinnia")])
@pytest.mark.skipif(paper.press() is None, reason="no Pango here")
def test_sheet_is_one_page_in_either_language(writer, case, language, words):
    answer = writer.get(at("print", case).replace("/en/", f"/{language}/"))
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    assert len(reader.pages) == 1
    assert words in words_of(answer)
    assert "B12" in words_of(answer)
    assert "Brian" not in answer["Content-Disposition"]


@pytest.mark.parametrize("name", ["list", "word", "print"])
def test_withdrawn_consent_shows_on_every_page_at_once(writer, case, name):
    address = reverse("desk_words:list") if name == "list" else at(name, case)
    secret = "takes part" if name != "list" else "work has ended"
    before = words_of(writer.get(address))
    let_hear(case.prescription, Told.NOTHING)
    after = words_of(writer.get(address))
    assert (secret in before, secret in after) == (True, False)
    assert "chose not to share" in " ".join(after.split())
    assert "Zinnia" not in after
    assert "There is nothing new to read" in words_of(writer.get(reverse("desk:home")))


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.LINK_WORKER, Role.MANAGER])
def test_colleagues_do_not_find_it(case, role):
    colleague = signed_in(StaffRoleFactory(centre=case.centre, role=role).user)
    for name in ("word", "print"):
        assert colleague.get(at(name, case)).status_code == 404
    assert colleague.post(at("read", case)).status_code == 404


def test_writer_at_another_centre_does_not_find_it(case):
    case.prescription.written_by.staff_roles.all().delete()
    StaffRoleFactory(user=case.prescription.written_by, role=Role.PROVIDER)
    assert signed_in(case.prescription.written_by).get(at("word", case)).status_code == 404


def test_panel_counts_prescriptions_with_news(writer, case):
    assert "There is news of 1 prescription." in words_of(writer.get(reverse("desk:home")))


@pytest.mark.parametrize("shelf", [sections.prescription, sections.case])
def test_section_says_what_was_told_and_who_read_it(rf, case, shelf):
    request = rf.get("/")
    request.actor = SYSTEM
    section = shelf["words_told"]
    found = section.get_context_data({"request": request, "prescription": case.prescription})
    assert [line.reader for line in found["rows"]] == ["", "", "", ""]
    assert "takes part" in section.render_html({"request": request, "case": case})


def test_writer_does_not_see_in_the_section_what_is_not_shared(rf, case):
    let_hear(case.prescription, Told.NOTHING)
    request = rf.get("/")
    request.actor = for_user(case.prescription.written_by, centre_id=case.centre_id)
    section = sections.prescription["words_told"]
    found = section.get_context_data({"request": request, "prescription": case.prescription})
    assert found["rows"] == []


def test_provider_with_nothing_reads_that(client):
    client.force_login(StaffRoleFactory(role=Role.PROVIDER, user=UserFactory()).user)
    assert "You have not written a prescription here yet" in words_of(client.get(reverse("desk_words:list")))


# --- Exchange -----------------------------------------------------------------------------------
@pytest.fixture
def manager(case):
    return signed_in(StaffRoleFactory(centre=case.centre, role=Role.MANAGER).user)


def test_secret_is_shown_once(manager, case):
    page = reverse("desk_exchange:systems")
    answer = manager.post(page, {"name": "Records"})
    secret = answer.context["made"].secret
    assert secret in words_of(answer)
    assert secret not in words_of(manager.get(page))
    client = answer.context["made"].client
    assert manager.post(reverse("desk_exchange:revoke", args=[client.public_id])).status_code == 302
    assert "Revoked" in words_of(manager.get(page))


def test_system_without_a_name_is_asked_for_one(manager):
    assert "so that you know it again" in words_of(manager.post(reverse("desk_exchange:systems"), {"name": " "}))


def test_systems_of_other_centres_are_not_there(manager):
    other = system_clients.let_in(centre=made().centre, name="Elsewhere", by=SYSTEM).client
    assert manager.post(reverse("desk_exchange:revoke", args=[other.public_id])).status_code == 404
    assert "Elsewhere" not in words_of(manager.get(reverse("desk_exchange:systems")))


def test_file_goes_out_by_a_button(manager):
    page = reverse("desk_exchange:export")
    answer = manager.post(page, {"since": "2026-11-01", "until": "2026-11-30"})
    assert answer.status_code == 200
    assert manager.get(page).status_code == 405
    assert "before the other" in words_of(manager.post(page, {"since": "2026-11-30", "until": "2026-11-01"}))


def test_file_is_shown_before_it_is_taken(manager, case):
    head = b"chart_number,written_on,level,needs,risks,consent_to_refer\n"
    today = case.prescription.written_at.astimezone(case.centre.zone).date().isoformat().encode()
    ours, theirs = (b"%s,%s,holistic,food,none_known,yes\n" % (number, today) for number in (b"B12", b"X1"))
    upload = io.BytesIO(head + ours + theirs)
    upload.name = "file.csv"
    answer = manager.post(reverse("desk_exchange:import"), {"file": upload})
    said = words_of(answer)
    assert "Chart numbers that nobody has here" in said
    assert "Brian Hall, B12" in said
    data = {"sealed": answer.context["sealed"], "shown": answer.context["digest"]}
    take = reverse("desk_exchange:import_take")
    assert "1 prescription was taken." in words_of(manager.post(take, data, follow=True))
    assert "Something has changed here" in words_of(manager.post(take, data))
    assert manager.post(take, {}).status_code == 302


def test_file_that_is_no_table_keeps_the_page(manager):
    upload = io.BytesIO(b"hello")
    upload.name = "file.csv"
    assert "no table of prescriptions" in words_of(manager.post(reverse("desk_exchange:import"), {"file": upload}))


def test_password_is_not_what_opens_the_api(client, case):
    data = {"grant_type": "password", "username": case.prescription.written_by.email, "password": PASSWORD}
    assert client.post("/fhir/token", data).status_code == 400
