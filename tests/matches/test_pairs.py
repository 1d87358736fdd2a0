"""The life of a match, from the question to going on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import F

from champions.models import Clearance, Standing
from core.actors import Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent
from matches.models import Kind, Match, MatchState, RequestState, Say, Side
from matches.services import pairs
from notifications.models import OutboxMessage
from tests.factories.companions import MatchFactory, ProfileFactory, RequestFactory
from tests.factories.people import StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 15, tzinfo=UTC)


def told():
    """Each message that is owed: which, and to whom."""
    return sorted(OutboxMessage.objects.values_list("type", "person"))


def coordinator(match_or_request):
    return staff_actor(centre=match_or_request.centre)


def champion_of(match):
    return person_actor(match.champion.person_id)


def test_asking_tells_the_champion_and_stands_in_both_logs():
    request = RequestFactory()
    champion = ProfileFactory(champion__centre=request.centre).champion
    match = pairs.propose(request, champion=champion, by=coordinator(request))
    assert (match.state, match.request.state) == (MatchState.PROPOSED, RequestState.WAITING)
    assert told() == [("match-asked", champion.person_id)]
    logged = AuditEvent.objects.filter(action__startswith="match.").values_list("action", "person_id")
    assert set(logged) == {("match.propose", request.person_id), ("match.with_champion", champion.person_id)}


def refused(request, champion, code, by=None):
    with pytest.raises(DomainError) as raised:
        pairs.propose(request, champion=champion, by=by or coordinator(request))
    return raised.value.code == code


def test_nobody_is_asked_before_the_person_agrees():
    request = RequestFactory(to_call=True)
    assert refused(request, ProfileFactory(champion__centre=request.centre).champion, "not_agreed_yet")


def test_one_champion_is_asked_at_a_time():
    match = MatchFactory()
    other = ProfileFactory(champion__centre=match.centre).champion
    assert refused(match.request, other, "somebody_is_asked")


def test_who_is_not_cleared_is_never_asked():
    request = RequestFactory()
    assert refused(request, ProfileFactory(champion__centre=request.centre, uncleared=True).champion, "not_cleared")


@pytest.mark.parametrize("how", [{"most": 0}, {"kinds": ["buddy"]}, {"champion__standing": Standing.PAUSED}])
def test_who_did_not_offer_it_is_never_asked(how):
    request = RequestFactory()
    assert refused(request, ProfileFactory(champion__centre=request.centre, **how).champion, "not_ready_for_it")


def test_champion_of_another_centre_and_the_person_themselves_are_never_asked():
    request = RequestFactory()
    assert refused(request, ProfileFactory().champion, "not_ready_for_it")
    own = ProfileFactory(champion__centre=request.centre, champion__person=request.person).champion
    assert refused(request, own, "not_with_oneself")


def test_providers_and_staff_elsewhere_arrange_nothing():
    request = RequestFactory()
    champion = ProfileFactory(champion__centre=request.centre).champion
    for by in (staff_actor(Role.PROVIDER, centre=request.centre), staff_actor(), person_actor(request.person_id)):
        assert refused(request, champion, "forbidden", by=by)


def test_a_yes_brings_both_together_and_tells_the_person_and_whoever_arranged_it():
    role = StaffRoleFactory()
    match = MatchFactory(request__centre=role.centre, arranged_by=role.user)
    pairs.accept(match, by=champion_of(match))
    match.request.refresh_from_db()
    assert (match.state, match.request.state) == (MatchState.MEETING, RequestState.MATCHED)
    role.user.refresh_from_db()
    assert told() == sorted([("match-at-desk", role.user.person.pk), ("match-news", match.request.person_id)])
    assert list(Say.objects.order_by("side").values_list("side", flat=True)) == ["champion", "person"]


def test_a_yes_twice_is_one_and_a_yes_after_the_question_was_taken_back_is_none():
    match = MatchFactory()
    pairs.accept(match, by=champion_of(match))
    with pytest.raises(Moved):
        pairs.accept(Match.objects.with_both().get(), by=champion_of(match))
    other = MatchFactory()
    pairs.decline(other, by=coordinator(other))
    with pytest.raises(Moved):
        pairs.accept(other, by=champion_of(other))


def test_a_yes_after_a_check_has_run_out_is_refused():
    match = MatchFactory()
    Clearance.objects.update(until=F("decided_on"))
    with pytest.raises(DomainError, match="not_cleared"):
        pairs.accept(match, by=champion_of(match))


def test_a_no_needs_no_reason_and_leaves_the_person_on_the_list():
    role = StaffRoleFactory()
    match = MatchFactory(request__centre=role.centre, arranged_by=role.user)
    pairs.decline(match, by=champion_of(match))
    match.request.refresh_from_db()
    assert (match.state, match.request.state) == (MatchState.DECLINED, RequestState.WAITING)
    assert [kind for kind, _person in told()] == ["match-at-desk"]


def test_question_taken_back_is_told_to_the_champion():
    match = MatchFactory()
    pairs.decline(match, by=coordinator(match))
    assert told() == [("match-off", match.champion.person_id)]


def test_after_a_meeting_that_did_not_suit_the_person_waits_again():
    match = MatchFactory(state=MatchState.MEETING)
    pairs.decline(match, by=coordinator(match))
    match.request.refresh_from_db()
    assert match.request.state == RequestState.WAITING


def test_nobody_but_the_champion_and_staff_answers():
    match = MatchFactory()
    for by in (
        person_actor(match.request.person_id),
        staff_actor(),
        person_actor(ProfileFactory().champion.person_id),
    ):
        with pytest.raises(Forbidden):
            pairs.accept(match, by=by)


def test_first_meeting_is_told_to_both_and_again_when_it_moves():
    role = StaffRoleFactory()
    match = MatchFactory(request__centre=role.centre, state=MatchState.MEETING)
    by = coordinator(match)
    for hours in (24, 48, 48):
        at = NOW + timedelta(hours=hours)
        pairs.set_meeting(match, at=at, where="The café", comes_along=role.user, by=by, now=NOW)
    assert [kind for kind, _person in told()] == ["match-at-desk"] * 2 + ["match-news"] * 4
    assert (match.meeting_where, match.meeting_with) == ("The café", role.user)


@pytest.mark.parametrize(
    ("hours", "elsewhere", "code"), [(-1, False, "meeting_passed"), (24, True, "comes_along_elsewhere")]
)
def test_first_meeting_lies_ahead_and_somebody_of_the_centre_comes_along(hours, elsewhere, code):
    match = MatchFactory(state=MatchState.MEETING)
    who = StaffRoleFactory().user if elsewhere else None
    with pytest.raises(DomainError, match=code):
        pairs.set_meeting(
            match, at=NOW + timedelta(hours=hours), where="x", comes_along=who, by=coordinator(match), now=NOW
        )


def test_trial_ends_with_a_question_to_both_once():
    match = MatchFactory(state=MatchState.MEETING)
    pairs.start_trial(match, until=date(2026, 12, 5), agreed="Tuesdays", by=coordinator(match), now=NOW)
    OutboxMessage.objects.all().delete()
    midnight = datetime(2026, 12, 6, 5, tzinfo=UTC)  # in Toronto
    assert pairs.ask_whether_they_go_on(now=midnight - timedelta(minutes=1)) == 0
    for _twice in range(2):
        assert pairs.ask_whether_they_go_on(now=midnight) == 2
    both = sorted([match.request.person_id, match.champion.person_id])
    assert told() == [("match-go-on", pk) for pk in both]


def test_trial_that_would_end_before_it_begins_is_refused():
    match = MatchFactory(state=MatchState.MEETING)
    with pytest.raises(DomainError, match="day_passed"):
        pairs.start_trial(match, until=date(2026, 11, 27), agreed="", by=coordinator(match), now=NOW)


def says(match):
    return {say.side: say for say in Say.objects.with_match().filter(match=match)}


def test_with_two_yeses_it_goes_on():
    match = MatchFactory(state=MatchState.TRIAL)
    both = says(match)
    pairs.say_whether_it_goes_on(both[Side.PERSON], goes_on=True, by=person_actor(match.request.person_id))
    match.refresh_from_db()
    assert match.state == MatchState.TRIAL
    pairs.say_whether_it_goes_on(both[Side.CHAMPION], goes_on=True, by=champion_of(match))
    match.refresh_from_db()
    assert match.state == MatchState.ACTIVE


def test_a_no_comes_to_staff_and_the_other_hears_nothing():
    role = StaffRoleFactory()
    match = MatchFactory(request__centre=role.centre, state=MatchState.TRIAL, arranged_by=role.user)
    pairs.say_whether_it_goes_on(says(match)[Side.PERSON], goes_on=False, by=person_actor(match.request.person_id))
    match.refresh_from_db()
    assert match.state == MatchState.TRIAL
    assert [kind for kind, _person in told()] == ["match-at-desk"]


def test_neither_answers_for_the_other_and_staff_answer_for_both():
    match = MatchFactory(state=MatchState.TRIAL)
    say = says(match)[Side.PERSON]
    for by in (champion_of(match), staff_actor(), staff_actor(Role.PROVIDER, centre=match.centre)):
        with pytest.raises(Forbidden):
            pairs.say_whether_it_goes_on(say, goes_on=True, by=by)
    assert pairs.say_whether_it_goes_on(say, goes_on=True, by=coordinator(match)).goes_on is True


def test_outside_of_the_trial_there_is_nothing_to_answer():
    match = MatchFactory(together=True)
    with pytest.raises(DomainError, match="nothing_asked"):
        pairs.say_whether_it_goes_on(says(match)[Side.PERSON], goes_on=False, by=coordinator(match))


def test_match_is_seen_by_the_two_as_long_as_it_stands_and_by_care_staff():
    match = MatchFactory()
    champion, person = champion_of(match), person_actor(match.request.person_id)
    staff = [coordinator(match), staff_actor(Role.LINK_WORKER, centre=match.centre)]
    others = [staff_actor(), staff_actor(Role.PROVIDER, centre=match.centre), staff_actor(Role.EVALUATOR)]

    def seen(*actors):
        return [Match.visible_to(actor).count() for actor in actors]

    assert seen(champion, person, *staff, *others) == [1, 0, 1, 1, 0, 0, 0]
    pairs.accept(match, by=champion)
    assert seen(champion, person) == [1, 1]
    pairs.move(match, "end", by=coordinator(match))
    assert seen(champion, person, *staff) == [0, 0, 1, 1]


def test_match_of_a_champion_who_pauses_needs_cover():
    match = MatchFactory(together=True)
    MatchFactory(together=True)
    type(match.champion).objects.filter(pk=match.champion_id).update(**{"standing": Standing.PAUSED})
    assert list(Match.objects.uncovered()) == [match]


def test_kind_says_what_a_champion_must_be_cleared_for():
    assert {kind: [str(work) for work in kind.works] for kind in Kind} == {
        "friendly": ["visit"],
        "palliative": ["visit"],
        "buddy": ["host"],
    }
