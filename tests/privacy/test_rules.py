"""Each rule about unusual looks can be silent, and speak."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from privacy import rules
from privacy.models import Rule
from privacy.rules import Known, Look

WEDNESDAY = date(2026, 11, 4)
NOON = datetime(2026, 11, 4, 12, tzinfo=UTC)
LOOK = Look(viewer=1, person=2, day=WEDNESDAY, first_at=NOON, number=1)
LATE = replace(LOOK, odd_at=datetime(2026, 11, 4, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    ("rule", "silent", "speaks"),
    [
        (rules.own_record, Known(own={1: {3}}), Known(own={1: {2, 3}})),
        (
            rules.same_household,
            Known(viewer_contacts={1: {"+16135550142"}}, contacts={2: {"+16135550143"}}),
            Known(viewer_contacts={1: {"+16135550142"}}, contacts={2: {"+16135550142", "a@example.org"}}),
        ),
        (
            rules.same_name,
            Known(viewer_names={1: {"roy"}}, names={2: {"tremblay"}}),
            Known(viewer_names={1: {"tremblay", "roy"}}, names={2: {"tremblay"}}),
        ),
        (
            rules.same_postal_code,
            Known(viewer_postal={1: {"k0h2b0"}}, postal={2: {"k0h2b1"}}),
            Known(viewer_postal={1: {"k0h2b0"}}, postal={2: {"k0h2b0"}}),
        ),
        (rules.well_known, Known(well_known={3}), Known(well_known={2})),
    ],
)
def test_rule_about_two_people_is_silent_and_speaks(rule, silent, speaks):
    assert (rule(LOOK, silent), rule(LOOK, speaks), rule(LOOK, Known())) == (False, True, False)


def test_look_at_night_is_asked_about_only_where_nothing_went_on():
    assert not rules.odd_hours(LOOK, Known())
    assert rules.odd_hours(LATE, Known())
    assert not rules.odd_hours(LATE, Known(busy={2: {WEDNESDAY + timedelta(days=2)}}))
    assert rules.odd_hours(LATE, Known(busy={2: {WEDNESDAY + timedelta(days=3)}, 3: {WEDNESDAY}}))


def test_look_at_night_waits_until_the_days_around_are_over():
    assert not rules.odd_hours(LATE, Known(until=WEDNESDAY + timedelta(days=1)))
    assert rules.odd_hours(LATE, Known(until=WEDNESDAY + timedelta(days=2)))


@pytest.mark.parametrize(
    ("number", "usual", "says"), [(40, 0, False), (41, 0, True), (60, 20, False), (61, 20, True), (5, 1, False)]
)
def test_too_many_is_more_than_the_floor_and_three_times_the_usual(number, usual, says):
    assert rules.too_many(number, usual) is says


def test_usual_is_of_the_days_before():
    days = {WEDNESDAY - timedelta(days=back): number for back, number in ((1, 10), (2, 12), (3, 90))}
    assert rules.usual({**days, WEDNESDAY: 500}, WEDNESDAY) == 12
    assert rules.usual({WEDNESDAY: 500}, WEDNESDAY) == 0


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Joan Tremblay", {"tremblay"}),
        ("Benoît Lévesque-Roy", {"levesque-roy", "levesque", "roy"}),
        ("Prince", set()),
        ("Ann B", set()),
    ],
)
def test_family_name_is_the_last_word_and_each_half_of_a_double_one(name, found):
    assert rules.family_names(name) == found


@pytest.mark.parametrize(
    ("moment", "odd"),
    [
        (datetime(2026, 11, 4, 7, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 4, 6, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 4, 19, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 7, 12, 0, tzinfo=UTC), True),
    ],
)
def test_working_hours(moment, odd):
    assert rules.is_odd(moment) is odd


def test_of_what_binds_two_the_nearest_speaks_and_the_others_for_themselves():
    both = {"viewer_names": {1: {"roy"}}, "names": {2: {"roy"}}}
    assert rules.speak(LATE, Known(**both, own={1: {2}}, well_known={2})) == [Rule.OWN, Rule.KNOWN, Rule.HOURS]
    assert rules.speak(LOOK, Known(**both)) == [Rule.NAME]
    assert rules.speak(LOOK, Known()) == []
