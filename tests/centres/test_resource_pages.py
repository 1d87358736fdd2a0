"""The asset map at the desk and on the site: who sees what, what is found, and what the forms refuse."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from centres.models import Resource
from centres.models.resource_choices import ResourceState
from core.actors import Role
from tests.centres.hsds import foreign
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory
from tests.factories.resources import ResourceFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"desk_resources:{name}", args=args)


@pytest.fixture
def centre():
    return CentreFactory(slug="gateway", name_en="Gateway", town="Tweed")


@pytest.fixture
def staff(client, centre):
    client.force_login(StaffRoleFactory(centre=centre, role=Role.LINK_WORKER, user__name="Mae Ito").user)
    return client


def names(response):
    return [entry.resource.name_en for entry in response.context["entries"]]


def test_list_is_ours_by_name_and_all_of_them_when_asked(staff, centre):
    for name in ("Zoo", "Élan", "Bank"):
        ResourceFactory(centre=centre, name_en=name)
    ResourceFactory(centre=centre, name_en="Gone", gone=True)
    ResourceFactory(name_en="Theirs")
    ResourceFactory(name_en="Theirs alone", listed=False)
    assert names(staff.get(url("list"))) == ["Bank", "Élan", "Zoo"]
    assert names(staff.get(url("list"), {"whose": "all"})) == ["Bank", "Élan", "Theirs", "Zoo"]
    assert names(staff.get(url("list"), {"stands": "gone"})) == ["Gone"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "epicerie"}, ["Grocer"]),
        ({"q": "rides grocer"}, []),
        ({"q": "FOOD grocer"}, ["Grocer"]),
        ({"town": "temiscaming"}, ["Grocer"]),
        ({"kind": "transport"}, ["Rides"]),
        ({"language": "fr"}, ["Grocer"]),
        ({"free": "on"}, ["Rides"]),
        ({"town": "temiscaming", "kind": "transport"}, []),
        ({"town": "nowhere", "kind": "zzz", "language": "xx"}, ["Grocer", "Rides"]),
        ({"stands": "paused"}, ["Rides"]),
    ],
)
def test_list_is_narrowed(staff, centre, asked, found):
    ResourceFactory(centre=centre, name_en="Grocer", name_fr="Épicerie", town="Témiscaming", languages=["fr"])
    ResourceFactory(centre=centre, name_en="Rides", kinds=["transport"], cost="free", paused=True)
    assert names(staff.get(url("list"), asked)) == found


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_however_many(staff, centre, number, django_assert_num_queries):
    held = StaffRoleFactory(centre=centre)
    for _ in range(number):
        ResourceFactory(centre=centre, assured_on=date(2027, 1, 1), assured_by=held.user)
    with django_assert_num_queries(12):
        staff.get(url("list"))


def test_one_click_confirms_and_leads_back(staff, centre):
    resource = ResourceFactory(centre=centre)
    back = f"{url('list')}?stands=due"
    assert names(staff.get(back)) == [resource.name_en]
    response = staff.post(url("confirm", resource.public_id), {"back": back}, follow=True)
    assert response.redirect_chain == [(back, 302)]
    assert names(response) == []
    assert "Mae Ito" in staff.get(url("resource", resource.public_id)).content.decode()


def test_new_resource_is_written_down_and_confirmed(staff, centre):
    sent = {
        "name_fr": "Épicerie",
        "kinds": ["food"],
        "phone": "211",
        "town": "Tweed",
        "listed": "on",
        "is_right": "on",
    }
    sent |= {"step_free": "yes", "parking": "no", "cost": "free", "province": "ON"}
    response = staff.post(url("add"), sent)
    made = centre.resources.get()
    assert response["Location"] == url("resource", made.public_id)
    assert (made.name_fr, made.phone, made.step_free, made.parking, made.quiet_space, made.assured_on is None) == (
        "Épicerie",
        "211",
        True,
        False,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name_en": ""}, "__all__"),
        ({"phone": "call us"}, "phone"),
        ({"website": "nothing at all"}, "website"),
        ({"email": "nobody"}, "email"),
        ({"min_age": "old"}, "min_age"),
        ({"min_age": "20", "max_age": "10"}, "__all__"),
        ({"words_en": "x" * 1201}, "words_en"),
    ],
)
def test_form_says_what_is_wrong_and_keeps_what_was_typed(staff, centre, sent, field):
    typed = {"name_en": "Club", "hours_en": "Mondays", **sent}
    response = staff.post(url("add"), typed)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "Mondays" in response.content.decode()
    assert centre.resources.count() == 0


def test_change_shows_what_is_there_and_keeps_what_is_sent(staff, centre):
    resource = ResourceFactory(centre=centre, step_free=True, words_en="Old words")
    form = staff.get(url("change", resource.public_id)).context["form"]
    assert (form["step_free"].value(), form["words_en"].value()) == ("yes", "Old words")
    staff.post(url("change", resource.public_id), {"name_en": "New name", "step_free": ""})
    resource.refresh_from_db()
    assert (resource.name_en, resource.step_free, resource.listed, resource.assured_on) == (
        "New name",
        None,
        False,
        None,
    )


def test_closing_and_coming_back(staff, centre):
    resource = ResourceFactory(centre=centre)
    staff.post(url("closing", resource.public_id), {"step": "close", "note": "Moved away"})
    resource.refresh_from_db()
    assert resource.state == ResourceState.GONE
    page = staff.post(url("closing", resource.public_id), {"step": "pause", "note": ""}, follow=True)
    assert "Somebody else was faster" in page.content.decode()
    staff.post(url("reopen", resource.public_id))
    resource.refresh_from_db()
    assert resource.state == ResourceState.ACTIVE


def test_notes_are_for_our_staff_alone(staff, centre, client):
    resource = ResourceFactory(centre=centre, notes="Zinnia is difficult")
    assert "Zinnia" in staff.get(url("resource", resource.public_id)).content.decode()
    client.force_login(StaffRoleFactory(role=Role.LINK_WORKER).user)
    page = client.get(url("resource", resource.public_id))
    assert page.status_code == 200
    assert "Zinnia" not in page.content.decode()
    assert "Zinnia" not in client.get(reverse("resources:list", args=["gateway"])).content.decode()


def test_provider_reads_and_is_offered_nothing_to_change(client, centre):
    resource = ResourceFactory(centre=centre)
    client.force_login(StaffRoleFactory(centre=centre, role=Role.PROVIDER).user)
    for page in (client.get(url("list")), client.get(url("resource", resource.public_id))):
        assert page.status_code == 200
        assert url("confirm", resource.public_id) not in page.content.decode()
    for name in ("add", "import"):
        assert client.get(url(name)).status_code == 403
    assert client.post(url("confirm", resource.public_id)).status_code == 403


def test_evaluator_does_not_read_it(client, centre):
    client.force_login(StaffRoleFactory(centre=centre, role=Role.EVALUATOR).user)
    assert client.get(url("list")).status_code == 403


# --- Files --------------------------------------------------------------------------------------


def send(client, content, name="file.json"):
    return client.post(url("import"), {"file": SimpleUploadedFile(name, content), "language": "en"})


def test_file_is_shown_first_and_then_taken(staff, centre):
    page = send(staff, foreign.as_json())
    assert Resource.objects.count() == 0
    assert [(row.line, row.outcome) for row in page.context["rows"]] == [(1, "New"), (5, "New")]
    assert [one.line for one in page.context["refused"]] == [2, 3, 4, 6, 7]
    assert "call the office" in page.content.decode()
    sent = {"sealed": page.context["sealed"], "shown": page.context["found"].digest, "take": ["1"]}
    staff.post(url("import_take"), sent)
    assert centre.resources.get().name_en == "Community Food Bank"
    again = staff.post(url("import_take"), sent)
    assert "has changed since you looked" in again.content.decode()


def test_file_that_is_none_is_refused_at_the_field(staff):
    page = send(staff, b"hello")
    assert list(page.context["form"].errors) == ["file"]


def test_sealed_file_is_good_for_one_account(staff, client, centre):
    page = send(staff, foreign.as_json())
    client.force_login(StaffRoleFactory(centre=centre).user)
    sent = {"sealed": page.context["sealed"], "shown": page.context["found"].digest, "take": ["1"]}
    assert client.post(url("import_take"), sent)["Location"] == url("import")
    assert Resource.objects.count() == 0


@pytest.mark.parametrize(("form", "kind"), [("json", "application/json"), ("zip", "application/zip")])
def test_ours_as_a_file(staff, centre, form, kind):
    ResourceFactory(centre=centre)
    response = staff.get(url("export", form))
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        kind,
        f'attachment; filename="resources-gateway.{form}"',
    )
    assert response.content.startswith(b"[" if form == "json" else b"PK")
    assert staff.get(url("export", "xml")).status_code == 404


def test_list_of_services_is_what_the_export_holds(staff, centre):
    ResourceFactory(centre=centre, name_en="Zoo")
    assert [one["name"] for one in json.loads(staff.get(url("export", "json")).content)] == ["Zoo"]


# --- For everybody ------------------------------------------------------------------------------


def test_public_list_is_what_others_may_see(client, centre):
    ResourceFactory(centre=centre, name_en="Bank", words_en="Food for a week", phone="+16135550100", extension=4)
    ResourceFactory(centre=centre, name_en="Own", listed=False)
    ResourceFactory(centre=centre, name_en="Gone", gone=True)
    ResourceFactory(name_en="Theirs")
    page = client.get(reverse("resources:list", args=["gateway"]))
    assert names(page) == ["Bank"]
    assert "613-555-0100, extension 4" in page.content.decode()
    assert "Not checked yet: please call first" in page.content.decode()
    assert page["Cache-Control"] == "public, max-age=60"
    assert names(client.get(reverse("resources:list", args=["gateway"]), {"kind": "transport"})) == []


@pytest.mark.parametrize("how", [{"shows_resources": False}, {"listed": False}])
@pytest.mark.parametrize("name", ["resources:list", "resources:booklet"])
def test_centre_that_keeps_its_map_to_itself_has_no_public_page(client, name, how):
    ResourceFactory(centre=CentreFactory(slug="quiet", **how))
    assert client.get(reverse(name, args=["quiet"])).status_code == 404
    assert "quiet" not in client.get(reverse("resources:centres")).content.decode()


def test_public_page_of_an_empty_map_says_so_and_offers_no_search(client, centre):
    page = client.get(reverse("resources:list", args=[centre.slug]))
    assert "No places are on our list yet" in page.text
    assert "booklet" not in page.text
    ResourceFactory(centre=centre)
    searched = client.get(reverse("resources:list", args=[centre.slug]), {"q": "nothing like it"})
    assert "We found nothing like that" in searched.text


@pytest.mark.parametrize("number", [1, 3])
def test_public_list_takes_the_same_queries_however_many(client, centre, number, django_assert_num_queries):
    for _ in range(number):
        ResourceFactory(centre=centre)
    client.get(reverse("resources:list", args=["gateway"]))  # the site map is warm
    with django_assert_num_queries(4):
        client.get(reverse("resources:list", args=["gateway"]))


def test_french_page_marks_what_there_is_in_english_alone(client, centre):
    ResourceFactory(centre=centre, name_en="Bank", name_fr="", words_fr="De la nourriture")
    with translation.override("fr"):
        address = reverse("resources:list", args=["gateway"])
    page = client.get(address).content.decode()
    assert '<h3 class="pl-card__title" lang="en">Bank</h3>' in page
    assert "De la nourriture" in page
