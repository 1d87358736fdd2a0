from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from core import throttle
from core.errors import DomainError
from core.models.throttle import Attempt
from core.throttle import Try

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def passes(*tries: Try, at: datetime = NOW) -> bool:
    try:
        throttle.allow(*tries, now=at)
    except DomainError:
        return False
    return True


def test_allow_says_no_after_the_limit_and_yes_again_when_the_time_is_over():
    one = Try("door", "519", limit=2)
    assert [passes(one, at=NOW + minutes * MINUTE) for minutes in (0, 10, 20, 59, 60, 61)] == [
        *(True, True, False, False),
        *(True, False),
    ]


def test_allow_counts_each_value_and_each_scope_by_itself():
    assert [passes(Try(scope, value, limit=1)) for scope in ("a", "b") for value in ("1", "2")] == [True] * 4


def test_allow_looks_at_two_windows_of_one_value_and_counts_it_once():
    often, seldom = Try("code", "519", limit=1, per=MINUTE, code="code_too_soon"), Try("code", "519", limit=2)
    throttle.allow(often, seldom, now=NOW)
    assert Attempt.objects.count() == 1
    with pytest.raises(DomainError, match="code_too_soon"):
        throttle.allow(often, seldom, now=NOW + MINUTE / 2)
    throttle.allow(often, seldom, now=NOW + MINUTE)
    with pytest.raises(DomainError, match="too_many_tries"):
        throttle.allow(often, seldom, now=NOW + 3 * MINUTE)


def test_allow_counts_nothing_where_one_of_several_says_no():
    full = Try("a", "1", limit=1)
    throttle.allow(full, now=NOW)
    assert not passes(Try("b", "1", limit=5), full)
    assert Attempt.objects.filter(scope="b").count() == 0


def test_allow_takes_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        throttle.allow(Try("a", "1", limit=5), Try("b", "2", limit=5), Try("c", "3", limit=5))


def test_allow_keeps_nothing_that_can_be_read():
    throttle.allow(Try("door", "+15195550142", limit=5))
    stored = Attempt.objects.get()
    assert (stored.scope, len(stored.key), "5550142" in stored.key) == ("door", 64, False)


def test_allow_can_be_switched_off(settings, django_assert_num_queries):
    settings.THROTTLE = False
    with django_assert_num_queries(0):
        throttle.allow(Try("a", "1", limit=0))


def test_forget_old_keeps_what_a_window_may_still_look_at():
    for hours in (0, 23, 25):
        Attempt.objects.create(scope="a", key="k", at=NOW - timedelta(hours=hours))
    assert throttle.forget_old(now=NOW) == 1
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "10.0.0.1"),  # nobody of ours wrote that
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),  # the visitor wrote the first
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.7", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),  # as a socket for both kinds writes it
    ],
)
def test_address_believes_our_own_proxies_alone(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded})
    assert throttle.address(request) == expected


def test_limits_come_from_the_settings(settings):
    settings.THROTTLE_PER_ADDRESS, settings.THROTTLE_PER_CONTACT, settings.THROTTLE_PER_CENTRE = 6, 1, 60
    tries = [
        throttle.by_address("form", RequestFactory().get("/")),
        throttle.by_contact("form", "519"),
        throttle.by_centre("form", 7),
    ]
    assert [(one.scope, one.value, one.limit) for one in tries] == [
        ("form.address", "127.0.0.1", 6),
        ("form.contact", "519", 1),
        ("form.centre", "7", 60),
    ]
