"""The centre's own words, at /cms/: written by those of its staff who edit the site."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from core.actors import Role
from evaluation.forms.report_words import edition_of
from evaluation.models import ReportWords
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory, UserFactory, staff_actor
from tests.factories.reports import ReportWordsFactory

pytestmark = pytest.mark.django_db
INDEX, ADD, EDIT, DELETE = (f"report_words:{name}" for name in ("index", "add", "edit", "delete"))


@pytest.fixture(autouse=True)
def _on_one_day(time_machine):
    time_machine.move_to(datetime(2026, 11, 28, 17, tzinfo=UTC), tick=False)


@pytest.fixture
def centre():
    return CentreFactory(name_en="Zinnia Bay", name_fr="Baie-des-Zinnias")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def editor_at(*centres, role=Role.MANAGER):
    """Staff of these centres who edit the site."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    for centre in centres:
        StaffRoleFactory(user=user, centre=centre, role=role)
    return signed_in(user)


def seen(row):
    """As the form says what its reader saw."""
    return edition_of(ReportWords.objects.get(pk=row.pk))


def sent(centre, **more):
    return {
        "centre": centre.pk,
        "period": "2026-4",
        "place": "opening",
        "words_en": "We began.",
        "words_fr": "",
        **more,
    }


def test_manager_who_edits_the_site_writes_words_and_is_back_at_the_report(centre):
    response = editor_at(centre).post(reverse(ADD), sent(centre))
    assert response["Location"] == reverse("desk_reports:show", args=["2026-4"])
    row = ReportWords.objects.get()
    assert (row.centre, row.period, row.place, row.words_en) == (centre, "2026-4", "opening", "We began.")


def test_link_of_the_report_fills_in_which_place(centre):
    client = editor_at(centre)
    shown = client.get(reverse("desk_reports:show", args=["2026-4"])).content.decode()
    address = f"{reverse(ADD)}?centre={centre.pk}&amp;period=2026-4&amp;place=reach"
    assert address in shown
    form = client.get(address.replace("&amp;", "&")).context["form"]
    assert [str(form[name].value()) for name in ("centre", "period", "place")] == [str(centre.pk), "2026-4", "reach"]


def test_link_of_the_report_leads_to_words_that_are_there(centre):
    row = ReportWordsFactory(centre=centre)
    client = editor_at(centre)
    assert reverse(EDIT, args=[row.pk]) in client.get(reverse("desk_reports:show", args=["2026-4"])).content.decode()
    response = client.post(
        reverse(EDIT, args=[row.pk]), sent(centre, words_fr="Nous avons commencé.", edition=seen(row))
    )
    assert response["Location"] == reverse("desk_reports:show", args=["2026-4"])
    row.refresh_from_db()
    assert row.words_fr == "Nous avons commencé."
    shown = client.get(response["Location"]).content.decode()
    assert "Saved. This is how the report reads now." in shown
    assert reverse(EDIT, args=[row.pk]) in client.get(reverse(INDEX)).content.decode()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINK_WORKER])
def test_editor_who_does_not_read_reports_is_back_at_the_list(role, centre):
    client = editor_at(centre, role=role)
    response = client.post(reverse(ADD), sent(centre))
    assert response["Location"] == reverse(INDEX)
    shown = client.get(response["Location"])
    assert shown.status_code == 200
    assert "Saved." in shown.content.decode()
    assert "This is how the report reads now." not in shown.content.decode()


def test_editor_at_two_centres_never_lands_on_the_report_of_the_other(centre):
    other = CentreFactory()
    client = editor_at(centre, other)
    there = {each.pk: client.post(reverse(ADD), sent(each))["Location"] for each in (centre, other)}
    assert sorted(there.values()) == [reverse(INDEX), reverse("desk_reports:show", args=["2026-4"])]
    words = next(pk for pk, address in there.items() if address != reverse(INDEX))
    assert str(next(each.name_en for each in (centre, other) if each.pk == words)) in client.get(there[words]).text


def test_of_two_editors_the_second_keeps_what_they_typed_and_reads_what_stands(centre):
    row = ReportWordsFactory(centre=centre)
    client, address = editor_at(centre), reverse(EDIT, args=[row.pk])
    form = client.get(address).context["form"]
    data = sent(centre, edition=form["edition"].value())
    assert client.post(address, {**data, "words_en": "Hers."}).status_code == 302
    response = client.post(address, {**data, "words_en": "His."})
    form = response.context["form"]
    assert "Somebody else was faster" in form.non_field_errors()[0]
    assert form.errors["words_en"] == ["This stands there now: Hers."]
    assert form["words_en"].value() == "His."
    assert "words_fr" not in form.errors
    row.refresh_from_db()
    assert row.words_en == "Hers."
    assert form["edition"].value() in response.content.decode()
    assert client.post(address, {**data, "words_en": "His.", "edition": form["edition"].value()}).status_code == 302
    row.refresh_from_db()
    assert row.words_en == "His."


def test_words_of_another_centre_are_not_there(centre):
    other = ReportWordsFactory(period="2026-2")
    client = editor_at(centre)
    assert "April–June 2026" not in client.get(reverse(INDEX)).content.decode()
    for name in (EDIT, DELETE, "report_words:history", "report_words:usage"):
        assert client.get(reverse(name, args=[other.pk]), follow=True).status_code == 404
        client.post(reverse(name, args=[other.pk]), sent(other.centre, words_en="Ours."))
    assert ReportWords.objects.get().words_en == other.words_en


def test_nobody_writes_for_a_centre_where_they_do_not_work(centre):
    response = editor_at(centre).post(reverse(ADD), sent(CentreFactory()))
    assert response.status_code == 200
    assert "centre" in response.context["form"].errors
    assert not ReportWords.objects.exists()


def test_editor_who_works_nowhere_meets_no_words_and_the_administrator_all():
    ReportWordsFactory(period="2026-2")
    assert "April–June 2026" not in editor_at().get(reverse(INDEX)).content.decode()
    administrator = signed_in(UserFactory(superuser=True))
    assert "April–June 2026" in administrator.get(reverse(INDEX)).content.decode()


def test_manager_who_does_not_edit_the_site_stays_outside(centre):
    client = signed_in(StaffRoleFactory(centre=centre, role=Role.MANAGER).user)
    assert client.get(reverse(INDEX), follow=True).status_code == 403
    assert reverse(ADD) not in client.get(reverse("desk_reports:show", args=["2026-4"])).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"place": "whom"}, "place"),
        ({"period": "2020-1"}, "period"),
        ({"words_en": " "}, "words_en"),
        ({"words_en": "x" * 4001}, "words_en"),
    ],
)
def test_bad_input_is_an_error_at_its_field_and_loses_nothing(wrong, field, centre):
    data = sent(centre, words_fr="" if field == "words_en" else "Nous avons commencé.", **wrong)
    response = editor_at(centre).post(reverse(ADD), data)
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form["words_en"].value() == data["words_en"]
    assert not ReportWords.objects.exists()


def test_a_place_is_filled_once(centre):
    ReportWordsFactory(centre=centre)
    form = editor_at(centre).post(reverse(ADD), sent(centre)).context["form"]
    assert form.errors["place"] == ["There are words in this place already: change those."]
    assert ReportWords.objects.count() == 1


def test_words_of_a_report_of_long_ago_can_still_be_changed(centre):
    row = ReportWordsFactory(centre=centre, period="2021-1")
    response = editor_at(centre).post(reverse(EDIT, args=[row.pk]), sent(centre, period="2021-1", edition=seen(row)))
    assert response.status_code == 302
    row.refresh_from_db()
    assert row.words_en == "We began."


def test_words_can_be_taken_away_again(centre):
    row = ReportWordsFactory(centre=centre)
    editor_at(centre).post(reverse(DELETE, args=[row.pk]))
    assert not ReportWords.objects.exists()


@pytest.mark.parametrize(("role", "sees"), [(Role.MANAGER, 1), (Role.EVALUATOR, 1), (Role.COORDINATOR, 0)])
def test_readers_of_the_numbers_read_the_words(role, sees, centre):
    ReportWordsFactory(centre=centre)
    ReportWordsFactory()
    assert ReportWords.visible_to(staff_actor(role, centre=centre)).count() == sees


@pytest.mark.parametrize("many", [1, 3])
def test_list_asks_as_often_however_many_there_are(many, centre, django_assert_num_queries):
    for place in ("opening", "reach", "closing")[:many]:
        ReportWordsFactory(centre=centre, place=place)
    client = editor_at(centre)
    client.get(reverse(INDEX))
    with django_assert_num_queries(11):
        client.get(reverse(INDEX))
