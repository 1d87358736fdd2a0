"""The form in five steps, as a browser without JavaScript sends it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from activities import answers
from activities.choices import Frequency, JoinMode
from activities.models import Proposal, ProposalState
from activities.sections import MyProposals
from activities.services import review
from activities.starting_points import STARTING_POINTS
from core.actors import person_actor
from tests.factories.activities import ProposalFactory, SessionFactory
from tests.factories.centres import CentreFactory, VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory, UserFactory, staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory(slug="here")


@pytest.fixture
def champion(centre):
    return ChampionFactory(centre=centre, with_account=True)


@pytest.fixture
def me(client, champion):
    client.force_login(champion.person.user)
    return client


def url(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"proposals:{name}", args=args)


def step(proposal, number, language="en"):
    return url("step", proposal.public_id, number, language=language)


def text_of(response):
    return " ".join(response.content.decode().split())


def in_boxes(name, day):
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def first_day():
    """A Tuesday two or three weeks ahead."""
    return timezone.localdate() + timedelta(days=14 + (1 - timezone.localdate().weekday()) % 7)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_whole_form_without_javascript(me, champion, centre, language):
    room, colleague = VenueFactory(centre=centre), ChampionFactory(centre=centre)
    day = first_day()

    begun = me.get(url("first", "here", "card-night", language=language))
    words = begun.context["form"].initial
    answer = me.post(url("first", "here", "card-night", language=language), {**words, f"title_{language}": "500"})
    proposal = Proposal.objects.get()
    assert answer.url == step(proposal, 2, language)
    when = {"frequency": "weekly", **in_boxes("start_date", day), "start_time": "14:00", "minutes": "90"}
    assert me.post(answer.url, {**when, "on_holidays": "skip"}).url == step(proposal, 3, language)
    assert me.post(step(proposal, 3, language), {"venue": room.pk}).url == step(proposal, 4, language)
    join = {"join_mode": "drop_in", "capacity": "", "sensitive": "no"}
    assert me.post(step(proposal, 4, language), join).url == step(proposal, 5, language)
    team = {"languages": ["en", "fr"], "co_leaders": [colleague.pk], "needs_from_staff": "Tea"}
    assert me.post(step(proposal, 5, language), team).url == url("check", proposal.public_id, language=language)
    checked = me.get(url("check", proposal.public_id, language=language))
    assert checked.context["missing"] == []
    me.post(url("check", proposal.public_id, language=language))

    proposal.refresh_from_db()
    assert (proposal.state, getattr(proposal, f"title_{language}")) == (ProposalState.SUBMITTED, "500")
    assert (proposal.frequency, proposal.start_date, proposal.minutes) == (Frequency.WEEKLY, day, 90)
    assert (proposal.venue, proposal.capacity, proposal.join_mode) == (room, None, JoinMode.DROP_IN)
    assert (proposal.languages, list(proposal.co_leaders.all())) == (["en", "fr"], [colleague])


def test_looking_at_ideas_and_the_first_step_keeps_nothing(me, champion):
    assert me.get(url("start")).status_code == 200
    for slug in STARTING_POINTS:
        assert me.get(url("first", "here", slug)).status_code == 200

    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("slug", [slug for slug in STARTING_POINTS if slug != "something-else"])
def test_starting_point_fills_what_can_be_sent_in_both_languages(slug):
    point = STARTING_POINTS[slug]

    assert all(point.words.values())
    assert all(len(point.words[f"title_{language}"]) <= 80 for language in ("en", "fr"))
    assert point.needs_from_staff_en
    assert point.needs_from_staff_fr


def test_first_step_takes_the_rest_from_the_starting_point(me, champion):
    words = STARTING_POINTS["grief-group"].words

    me.post(url("first", "here", "grief-group"), words)

    made = Proposal.objects.get()
    assert (made.sensitive, made.join_mode, made.capacity, made.minutes) == (True, JoinMode.COURSE, 8, 90)
    assert me.get(step(made, 4)).context["form"].initial["sensitive"] == "yes"


def test_first_step_with_an_error_keeps_what_was_typed_and_saves_nothing(me, champion):
    answer = me.post(
        url("first", "here", "something-else"), {"title_en": "", "summary_en": "We fish.", "kind": "nature"}
    )

    assert Proposal.objects.count() == 0
    assert answer.context["form"].errors == {"title_en": ["Please fill this in."]}
    assert "<title>Error: Your idea" in text_of(answer)
    assert "We fish." in text_of(answer)


def test_champion_of_two_centres_chooses_the_centre(me, champion):
    other = ChampionFactory(person=champion.person, centre__slug="there")

    assert [one.centre for one in me.get(url("start")).context["championships"]] == [champion.centre, other.centre]
    assert me.get(url("start") + "?centre=there").context["champion"] == other
    me.post(url("first", "there", "card-night"), STARTING_POINTS["card-night"].words)

    assert Proposal.objects.get().centre == other.centre


@pytest.mark.parametrize("name", ["start", "first"])
def test_visitor_is_asked_to_sign_in(client, centre, name):
    args = ("here", "card-night") if name == "first" else ()

    assert client.get(url(name, *args)).url.startswith("/en/accounts/login/")


@pytest.mark.parametrize("resting", [True, False])
def test_who_is_no_active_champion_is_told_whom_to_call(client, resting):
    account = UserFactory()
    champion = ChampionFactory(paused=True, person__user=account)
    if not resting:
        champion.delete()
    client.force_login(account)

    answer = client.get(url("start"))

    assert (answer.status_code, answer.context["resting"]) == (403, resting)
    assert f"tel:{champion.centre.phone}" in text_of(answer)


def test_first_step_at_a_centre_of_others_does_not_exist(me, champion):
    CentreFactory(slug="elsewhere")

    assert me.get(url("first", "elsewhere", "card-night")).status_code == 404
    assert me.get(url("first", "here", "no-such-idea")).status_code == 404


def pages(proposal):
    named = [url(name, proposal.public_id) for name in ("proposal", "check", "withdraw", "discard")]
    return [*named, *(step(proposal, number) for number in range(1, 6))]


def test_draft_is_open_to_its_author(me, champion):
    draft = ProposalFactory(proposer=champion, centre=champion.centre)

    assert [me.get(page).status_code for page in pages(draft)] == [200] * 9


@pytest.mark.parametrize("who", ["other_champion", "co_leader", "colleague", "stranger"])
def test_draft_does_not_exist_for_others(client, champion, who):
    co_leader = ChampionFactory(centre=champion.centre, with_account=True)
    draft = ProposalFactory(proposer=champion, centre=champion.centre, co_leaders=[co_leader])
    user = {
        "other_champion": lambda: ChampionFactory(centre=champion.centre, with_account=True).person.user,
        "co_leader": lambda: co_leader.person.user,
        "colleague": lambda: StaffRoleFactory(centre=champion.centre).user,
        "stranger": lambda: StaffRoleFactory().user,
    }[who]()
    client.force_login(user)

    assert [client.get(page).status_code for page in pages(draft)] == [404] * 9


def test_co_leader_may_look_at_what_was_sent_and_change_nothing(client, champion):
    co_leader = ChampionFactory(centre=champion.centre, with_account=True)
    sent = ProposalFactory(proposer=champion, centre=champion.centre, submitted=True, co_leaders=[co_leader])
    client.force_login(co_leader.person.user)

    assert [client.get(page).status_code for page in pages(sent)] == [200] + [404] * 8


def test_paused_champion_cannot_go_on(client):
    resting = ChampionFactory(paused=True, with_account=True)
    draft = ProposalFactory(proposer=resting, centre=resting.centre)
    client.force_login(resting.person.user)

    assert client.get(step(draft, 1)).status_code == 403
    assert client.post(url("check", draft.public_id)).status_code == 403


def test_what_was_sent_cannot_be_changed(me, champion):
    sent = ProposalFactory(proposer=champion, centre=champion.centre, submitted=True, title_en="Card night")

    answer = me.post(step(sent, 1), {"title_en": "Poker", "summary_en": "x", "kind": "games"})

    assert answer.url == url("proposal", sent.public_id)
    assert Proposal.objects.get().title_en == "Card night"


def test_save_for_later_asks_for_nothing_and_keeps_what_there_is(me, champion):
    draft = ProposalFactory(proposer=champion, centre=champion.centre, blank=True)

    answer = me.post(step(draft, 2), {"frequency": "monthly", "start_time": "10:00", "later": "1"})

    draft.refresh_from_db()
    assert answer.url == url("proposal", draft.public_id)
    assert (draft.frequency, draft.start_time.hour, draft.start_date) == (Frequency.MONTHLY, 10, None)


def test_save_for_later_with_a_date_that_is_none_loses_nothing(me, champion):
    draft = ProposalFactory(proposer=champion, centre=champion.centre, blank=True)
    typed = {"frequency": "weekly", "start_date_day": "31", "start_date_month": "2", "start_date_year": "2027"}

    answer = me.post(step(draft, 2), {**typed, "start_time": "10:00", "later": "1"})

    assert list(answer.context["form"].errors) == ["start_date"]
    assert answer.context["form"]["start_date"].value() == ["31", "2", "2027"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"start_date": "2020-01-07"}, "start_date"),
        ({"start_date": "2099-01-07"}, "start_date"),
        ({"last_date": "2020-01-07"}, "last_date"),
        ({"start_time": "half past tea"}, "start_time"),
        ({"minutes": ""}, "minutes"),
        ({"minutes": "7"}, "minutes"),
    ],
)
def test_when_says_at_the_field_what_is_wrong(me, champion, typed, field):
    draft = ProposalFactory(proposer=champion, centre=champion.centre, blank=True)
    good = {"frequency": "weekly", "start_date": first_day().isoformat(), "start_time": "14:00", "minutes": "90"}
    good["on_holidays"] = "skip"

    answer = me.post(step(draft, 2), {**good, **typed})

    assert list(answer.context["form"].errors) == [field]
    assert f'href="#id_{field}' in text_of(answer)


def test_when_keeps_a_first_date_that_has_passed_since(me, champion):
    draft = ProposalFactory(
        proposer=champion, centre=champion.centre, start_date=timezone.localdate() - timedelta(days=7)
    )
    same = {"frequency": "weekly", **in_boxes("start_date", draft.start_date), "start_time": "14:00", "minutes": "90"}
    same["on_holidays"] = "skip"

    assert me.post(step(draft, 2), same).url == step(draft, 3)


def test_show_the_dates_tells_the_holidays_and_keeps_nothing(me, champion):
    draft = ProposalFactory(proposer=champion, centre=champion.centre, blank=True)
    christmas = date((timezone.localdate() + timedelta(days=7)).year, 12, 25)  # one that has not passed
    typed = {"frequency": "weekly", **in_boxes("start_date", christmas), "start_time": "14:00", "minutes": "90"}

    skipped = me.post(step(draft, 2), {**typed, "on_holidays": "skip", "show": "1"})
    kept = me.post(step(draft, 2), {**typed, "on_holidays": "meet", "show": "1"})

    assert "Christmas Day: the group does not meet." in text_of(skipped)
    assert "Christmas Day: the group meets all the same." in text_of(kept)
    assert text_of(kept).count("(optional)") == 1  # the last date alone, as before
    assert Proposal.objects.get().start_date is None


def test_show_the_dates_answers_htmx_with_the_dates_alone(me, champion):
    draft = ProposalFactory(proposer=champion, centre=champion.centre, blank=True)
    typed = {"frequency": "once", **in_boxes("start_date", first_day()), "start_time": "14:00", "minutes": "90"}

    answer = me.post(step(draft, 2), {**typed, "show": "1"}, headers={"HX-Request": "true"})

    assert next(template.name for template in answer.templates) == "activities/proposals/_dates.html"
    assert "<html" not in answer.content.decode()
    assert len(answer.context["planned"]) == 1


def test_show_the_dates_with_a_room_tells_who_is_there_but_no_name(me, champion):
    day = first_day()
    room = VenueFactory(centre=champion.centre)
    taken = SessionFactory(
        activity__centre=champion.centre, activity__venue=room, activity__title_en="Grief group", day=day
    )
    draft = ProposalFactory(proposer=champion, centre=champion.centre, venue=None, start_date=day)

    answer = me.post(step(draft, 3), {"venue": room.pk, "show": "1"})

    assert answer.context["planned"][0].clash == taken
    assert "Another group is there from 2" in text_of(answer)
    assert "Grief group" not in text_of(answer)
    assert Proposal.objects.get().venue is None


def test_where_offers_the_rooms_of_the_centre_alone(me, champion):
    here = VenueFactory(centre=champion.centre)
    elsewhere = VenueFactory()
    draft = ProposalFactory(proposer=champion, centre=champion.centre, venue=None)

    answer = me.post(step(draft, 3), {"venue": elsewhere.pk})

    assert list(answer.context["form"].fields["venue"].queryset) == [here]
    assert list(answer.context["form"].errors) == ["venue"]


def test_change_from_the_check_page_returns_there(me, champion):
    draft = ProposalFactory(proposer=champion, centre=champion.centre)

    answer = me.post(step(draft, 1) + "?check=1", {"title_en": "Euchre", "summary_en": "Cards.", "kind": "games"})

    assert answer.url == url("check", draft.public_id)


def test_check_names_what_is_missing_and_offers_no_sending(me, champion):
    draft = ProposalFactory(proposer=champion, centre=champion.centre, blank=True)

    answer = me.get(url("check", draft.public_id))

    names = [one.question.name for one in answer.context["missing"]]
    assert names == ["title", "summary", "dates", "time", "venue", "languages"]
    assert "Send to the centre" not in text_of(answer)
    assert me.post(url("check", draft.public_id)).url == url("check", draft.public_id)
    assert Proposal.objects.get().state == ProposalState.DRAFT


def test_sent_twice_is_sent_once(me, champion):
    draft = ProposalFactory(proposer=champion, centre=champion.centre)

    assert me.post(url("check", draft.public_id)).url == url("proposal", draft.public_id)
    assert me.post(url("check", draft.public_id)).url == url("proposal", draft.public_id)
    assert Proposal.objects.get().state == ProposalState.SUBMITTED


@pytest.fixture
def returned(champion):
    sent = ProposalFactory(proposer=champion, centre=champion.centre, submitted=True)
    comments = {"title": "Say it is free", "time": "Not before noon", "": "Call me"}
    return review.request_changes(sent, comments=comments, by=staff_actor(centre=champion.centre))


def test_comments_stand_at_their_fields(me, returned):
    idea, when = me.get(step(returned, 1)), me.get(step(returned, 2))

    assert text_of(idea).index("Say it is free") < text_of(idea).index('id="id_title_en"')
    assert "Not before noon" not in text_of(idea)
    page = text_of(when)
    assert page.index('id="id_start_date"') < page.index("Not before noon") < page.index('id="id_start_time"')
    assert "Call me" in text_of(idea)


def test_comments_stand_in_the_check_page_and_it_can_be_sent_again(me, returned):
    page = text_of(me.get(url("check", returned.public_id)))
    me.post(url("check", returned.public_id))

    assert all(text in page for text in ("Say it is free", "Not before noon", "Call me", "Send again"))
    assert Proposal.objects.get().state == ProposalState.SUBMITTED


def test_proposal_page_shows_the_reason_and_the_number_after_a_no(me, champion):
    sent = ProposalFactory(proposer=champion, centre=champion.centre, submitted=True)
    review.decline(sent, reason="The hall is full", by=staff_actor(centre=champion.centre))

    page = text_of(me.get(url("proposal", sent.public_id)))

    assert page.count("The hall is full") == 2  # above, and in the story
    assert f'class="pl-call__number" href="tel:{champion.centre.phone}"' in page


def test_proposal_page_leads_to_the_group_after_a_yes(me, champion):
    sent = ProposalFactory(proposer=champion, centre=champion.centre, submitted=True)
    activity = review.approve(sent, by=staff_actor(centre=champion.centre))

    page = text_of(me.get(url("proposal", sent.public_id)))

    assert reverse("activities:detail", args=[activity.slug]) in page


def test_withdraw_asks_first(me, champion):
    sent = ProposalFactory(proposer=champion, centre=champion.centre, submitted=True)

    me.get(url("withdraw", sent.public_id))
    assert Proposal.objects.get().state == ProposalState.SUBMITTED

    me.post(url("withdraw", sent.public_id))
    assert Proposal.objects.get().state == ProposalState.WITHDRAWN


def test_discard_asks_first(me, champion):
    draft = ProposalFactory(proposer=champion, centre=champion.centre)

    me.get(url("discard", draft.public_id))
    assert Proposal.objects.count() == 1

    me.post(url("discard", draft.public_id))
    assert Proposal.objects.count() == 0


def test_who_wrote_in_the_other_language_need_not_write_it_all_again(me, champion):
    draft = ProposalFactory(
        proposer=champion, centre=champion.centre, title_en="", summary_en="", audience_en="", title_fr="Cartes"
    )

    answer = me.post(step(draft, 1), {"title_fr": "Cartes", "summary_fr": "On joue.", "kind": "games"})

    assert answer.url == step(draft, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_my_page_lists_my_ideas_in_two_queries(me, champion, count, django_assert_num_queries):

    for _number in range(count):
        ProposalFactory(proposer=champion, centre=champion.centre)
    ProposalFactory(centre=champion.centre)

    class Asked:
        actor = person_actor(champion.person_id)

    with django_assert_num_queries(2):
        assert MyProposals().is_shown(Asked) is True
        assert len(MyProposals().get_context_data({"request": Asked})["proposals"]) == count


def test_section_is_not_shown_to_who_is_no_champion():

    class Asked:
        actor = person_actor(1)

    assert MyProposals().is_shown(Asked) is False


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"frequency": Frequency.ONCE}, ["Once", "Tuesday, December 8, 2026"]),
        (
            {"frequency": Frequency.MONTHLY, "last_date": date(2027, 6, 8), "on_holidays": "skip"},
            [
                "The second Tuesday of each month",
                "First date: Tuesday, December 8, 2026",
                "Last date: Tuesday, June 8, 2027",
                "Not on holidays",
            ],
        ),
        (
            {"frequency": Frequency.WEEKLY, "on_holidays": "meet"},
            ["Every Tuesday", "First date: Tuesday, December 8, 2026", "No last date", "Also on holidays"],
        ),
    ],
)
@time_machine.travel("2025-12-01")
def test_answers_say_the_dates_in_words(fields, lines):
    proposal = ProposalFactory(start_date=date(2026, 12, 8), **fields)

    dates = next(answer for answer in answers.in_words(proposal) if answer.question.name == "dates")

    assert dates.lines == lines
