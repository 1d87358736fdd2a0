"""The waiting list and the matches at the desk."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from champions.models import Standing
from core.actors import Role
from core.models import AuditEvent
from matches.models import Kind, Match, MatchRequest, MatchState, Say, Side, Source, Urgency, Went
from tests.factories.centres import CentreFactory
from tests.factories.companions import MatchFactory, ProfileFactory, RequestFactory
from tests.factories.people import PersonFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def desk(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


@pytest.mark.parametrize("number", [1, 3])
def test_waiting_list_takes_the_same_queries_however_many(number, centre, django_assert_num_queries):
    RequestFactory.create_batch(number, centre=centre)
    client = staff_client(Role.LINK_WORKER, centre=centre)
    with django_assert_num_queries(10):
        response = client.get(reverse("desk_matches:waiting"))
    assert len(response.context["lines"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_matches_take_the_same_queries_however_many(number, centre, desk, django_assert_num_queries):
    for standing in (Standing.ACTIVE, Standing.PAUSED):
        for _one in range(number):
            match = MatchFactory(request__centre=centre, together=True)
            type(match.champion).objects.filter(pk=match.champion_id).update(**{"standing": standing})
    with django_assert_num_queries(12):
        response = desk.get(reverse("desk_matches:running"))
    assert (len(response.context["page"]), len(response.context["away"])) == (2 * number, number)


@pytest.mark.parametrize("number", [1, 3])
def test_request_takes_the_same_queries_however_many_would_suit(number, centre, desk, django_assert_num_queries):
    request = RequestFactory(centre=centre)
    ProfileFactory.create_batch(number, champion__centre=centre)
    ProfileFactory.create_batch(number, champion__centre=centre, uncleared=True)
    with django_assert_num_queries(15):
        response = desk.get(reverse("desk_matches:request", args=[request.public_id]))
    fitting = response.context["fitting"]
    assert (len(fitting.cleared), len(fitting.uncleared)) == (number, number)


def test_list_says_how_long_they_wait_and_whom_to_call_first(centre, desk):
    RequestFactory(centre=centre, created_at=timezone.now() - timedelta(weeks=3, hours=2))
    RequestFactory(centre=centre, to_call=True, urgency=Urgency.URGENT)
    page = desk.get(reverse("desk_matches:waiting")).text
    assert page.index("urgent") < page.index("waits 3 weeks")
    assert "to call first" in page


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 3), ("kind=buddy", 1), ("urgency=2", 1), ("language=fr", 1), ("language=ar&kind=buddy", 0), ("kind=x", 3)],
)
def test_list_is_narrowed_down(query, number, centre, desk):
    RequestFactory(centre=centre, kind=Kind.BUDDY)
    RequestFactory(centre=centre, urgency=Urgency.URGENT)
    RequestFactory(centre=centre, languages=["en", "fr"])
    assert len(desk.get(f"{reverse('desk_matches:waiting')}?{query}").context["lines"]) == number


def test_list_is_a_look_at_everybody_on_it(centre, desk):
    request = RequestFactory(centre=centre)
    desk.get(reverse("desk_matches:waiting"))
    assert list(AuditEvent.objects.values_list("action", "person_id")) == [("person.listed", request.person_id)]


def test_request_shows_reasons_and_what_speaks_against(centre, desk):
    request = RequestFactory(centre=centre, interests="Cards", prefers="woman")
    ProfileFactory(champion__centre=centre, champion__interests="card games", gender="man")
    page = desk.get(reverse("desk_matches:request", args=[request.public_id])).text
    assert "Speaks English, likes the same: cards, lives in the same town" in page
    assert "they would rather have a woman" in page


def test_what_a_champion_lacks_is_for_those_who_may_open_files(centre, desk):
    request = RequestFactory(centre=centre)
    profile = ProfileFactory(champion__centre=centre, uncleared=True)
    address = reverse("desk_matches:request", args=[request.public_id])
    shown = [client.get(address).text for client in (desk, staff_client(Role.LINK_WORKER, centre=centre))]
    assert [profile.champion.person.name in page for page in shown] == [True, False]
    assert ["vulnerable sector check" in page for page in shown] == [True, False]


def test_staff_put_somebody_on_the_list(centre, desk):
    person = PersonFactory(centres=[centre])
    address = reverse("desk_matches:new", args=[person.public_id])
    answers = {
        "source": "staff", "kind": "buddy", "languages": ["en"], "where": "elsewhere", "town": "Maple Falls",
        "urgency": "1", "interests": "Fishing", "with_interpreter": "on",
    }  # fmt: skip
    response = desk.post(address, answers)
    made = MatchRequest.objects.get()
    assert response["Location"] == reverse("desk_matches:request", args=[made.public_id])
    assert (made.source, made.urgency, made.with_interpreter, made.interests) == (Source.STAFF, 1, True, "Fishing")
    again = desk.post(address, answers)
    assert list(again.context["form"].errors) == ["kind"]
    assert again.context["form"]["interests"].value() == "Fishing"


def test_visit_at_home_without_a_street_is_said_at_the_field(centre, desk):
    request = RequestFactory(centre=centre)
    answers = {"languages": ["en"], "where": "home", "town": "Maple Falls", "urgency": "0"}
    response = desk.post(reverse("desk_matches:change", args=[request.public_id]), answers)
    assert list(response.context["form"].errors) == ["street"]


def test_the_family_s_request_is_called_about_before_anybody_is_suggested(centre, desk):
    request = RequestFactory(centre=centre, to_call=True, asked_by="Ann Lee", asked_by_contact="+16135550142")
    ProfileFactory(champion__centre=centre)
    address = reverse("desk_matches:request", args=[request.public_id])
    before = desk.get(address)
    assert before.context["fitting"] is None
    assert "Call them first" in before.text
    assert "613-555-0142" in before.text
    desk.post(reverse("desk_matches:agree", args=[request.public_id]))
    assert len(desk.get(address).context["fitting"].cleared) == 1


def test_withdrawing_asks_why(centre, desk):
    request = RequestFactory(centre=centre)
    address = reverse("desk_matches:withdraw", args=[request.public_id])
    assert list(desk.post(address, {"reason": " "}).context["form"].errors) == ["reason"]
    desk.post(address, {"reason": "Has found a friend"})
    request.refresh_from_db()
    assert request.state == "withdrawn"


def test_palliative_request_says_what_else_it_takes(centre, desk):
    request = RequestFactory(centre=centre, kind=Kind.PALLIATIVE)
    page = desk.get(reverse("desk_matches:request", args=[request.public_id])).text
    assert "call the champion yourself before you ask" in page


def test_staff_walk_a_match_from_the_question_to_the_goodbye(centre, desk):
    request = RequestFactory(centre=centre)
    champion = ProfileFactory(champion__centre=centre).champion
    desk.post(reverse("desk_matches:ask", args=[request.public_id, champion.pk]))
    match = Match.objects.get()

    def post(name, **data):
        return desk.post(reverse(f"desk_matches:{name}", args=[match.public_id]), data)

    post("answer", answer="yes")
    day = timezone.localdate() + timedelta(days=3)
    when = {"day_day": day.day, "day_month": day.month, "day_year": day.year}
    post("meeting", **when, start="2 pm", where="The café")
    until = {"until_day": day.day, "until_month": day.month, "until_year": day.year}
    post("trial", **until, agreed="Tuesdays at two", plan="Call Terry first.", grace="20")
    post("go_on")
    match.refresh_from_db()
    assert (match.state, match.agreed, match.meeting_where) == (MatchState.ACTIVE, "Tuesdays at two", "The café")
    assert (match.local_meeting.hour, match.plan, match.grace) == (14, "Call Terry first.", 20)
    last = {"last_visit_on_day": day.day, "last_visit_on_month": day.month, "last_visit_on_year": day.year}
    post("goodbye", ended_by="champion", why="time", farewell="Thank you.", **last, waits_again="on")
    assert "They have said goodbye" in desk.get(reverse("desk_matches:match", args=[match.public_id])).text
    post("close")
    match.refresh_from_db()
    request.refresh_from_db()
    assert (match.state, request.state) == (MatchState.ENDED, "waiting")


def test_a_meeting_that_has_passed_is_said_at_the_field_and_nothing_typed_is_lost(centre, desk):
    match = MatchFactory(request__centre=centre, state=MatchState.MEETING)
    data = {"day_day": 1, "day_month": 1, "day_year": 2026, "start": "2 pm", "where": "The café"}
    response = desk.post(reverse("desk_matches:meeting", args=[match.public_id]), data)
    assert list(response.context["form"].errors) == ["day"]
    assert "The café" in response.text


def test_what_the_two_say_is_written_down_and_read(centre, desk):
    match = MatchFactory(request__centre=centre, state=MatchState.TRIAL)
    for say in Say.objects.all():
        desk.post(reverse("desk_matches:says", args=[say.public_id]), {"goes_on": "yes"})
    match.refresh_from_db()
    assert match.state == MatchState.ACTIVE
    over = MatchFactory(request__centre=centre, state=MatchState.ENDED)
    say = over.says.get(side=Side.PERSON)
    Say.objects.filter(pk=say.pk).update(went=Went.WELL, words="Cards!", said_at=timezone.now())
    assert "It did me good: Cards!" in desk.get(reverse("desk_matches:match", args=[over.public_id])).text
    assert "It did me good" in desk.get(reverse("desk_matches:running")).text
    desk.post(reverse("desk_matches:read", args=[say.public_id]))
    assert "It did me good" not in desk.get(reverse("desk_matches:running")).text


def test_panel_shows_the_most_urgent_the_oldest_and_what_needs_cover(centre, desk):
    for days in (40, 20, 10, 5, 2):
        RequestFactory(centre=centre, created_at=timezone.now() - timedelta(days=days, hours=1))
    urgent = RequestFactory(centre=centre, urgency=Urgency.URGENT)
    match = MatchFactory(request__centre=centre, together=True)
    type(match.champion).objects.filter(pk=match.champion_id).update(**{"standing": Standing.PAUSED})
    page = desk.get(reverse("desk:home")).text
    assert "6 people wait for company." in page
    assert urgent.person.name in page
    assert "waits 5 weeks" in page
    assert "waits 2 days" not in page
    assert re.search(r"1 match needs cover", page)


def test_match_of_a_champion_who_pauses_says_that_it_needs_cover(centre, desk):
    match = MatchFactory(request__centre=centre, together=True)
    type(match.champion).objects.filter(pk=match.champion_id).update(**{"standing": Standing.PAUSED})
    for address in (reverse("desk_matches:running"), reverse("desk_matches:match", args=[match.public_id])):
        assert "needs cover" in desk.get(address).text
