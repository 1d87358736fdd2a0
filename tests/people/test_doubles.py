import pytest
from django.urls import reverse

from core.models import AuditEvent
from people.models import Merge, NotSame, Person
from people.services import contacts, merging
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db
PHONE = "519-555-0134"


@pytest.fixture
def other(person):
    """Another record of Brian Halloran."""
    return double_of(person)


def double_of(person, name="Bryan Halloran"):
    other = PersonFactory(name=name, centres=[person.centres.get()])
    for one in (person, other):
        contacts.create(person=one, value=PHONE)
    return other


def address(name, person, *args):
    return reverse(f"desk:{name}", args=[person.public_id, *(getattr(one, "public_id", one) for one in args)])


def merged(person, other):
    return merging.merge(person, other, by=staff_actor(centre=person.centres.get()))


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_panel_counts_the_pairs(person, other, as_colleague):
    shown = as_colleague.get(reverse("desk:home"))
    assert ("1 pair of records may be of one person." in shown.text, reverse("desk:doubles") in shown.text) == (
        True,
        True,
    )


def test_panel_without_a_pair_says_so(as_colleague):
    assert "No two records look like one person." in as_colleague.get(reverse("desk:home")).text


def test_list_shows_the_pairs_and_is_a_look_at_each(person, other, as_colleague, as_stranger):
    shown = as_colleague.get(reverse("desk:doubles"))
    assert [(pair.older, pair.newer) for pair in shown.context["pairs"]] == [(person, other)]
    assert address("compare", person, other) in shown.text
    assert [AuditEvent.about(one.pk).get().action for one in (person, other)] == ["person.listed"] * 2
    assert as_stranger.get(reverse("desk:doubles")).context["pairs"] == []


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_however_many(person, as_colleague, number, django_assert_num_queries):
    for each in range(number):
        first = PersonFactory(name=f"Ann{'abc'[each]} Lee", centres=[person.centres.get()])
        double_of(first, name=first.name)
    with django_assert_num_queries(14):
        shown = as_colleague.get(reverse("desk:doubles"))
    assert len(shown.context["pairs"]) == number


def test_record_names_its_doubles(person, other, as_colleague):
    shown = as_colleague.get(reverse("desk:person", args=[person.public_id]))
    assert (address("compare", person, other) in shown.text, "A name that sounds alike" in shown.text) == (True, True)
    assert address("person_doubles", person) in shown.text


def test_comparison_shows_both_and_marks_what_differs(person, other, as_owner, as_colleague, as_stranger):
    shown = as_colleague.get(address("compare", person, other))
    lines = {line.key: (line.one, line.other, line.mark) for line in shown.context["lines"]}
    assert lines["Name to use"] == ("Brian Halloran", "Bryan Halloran", "different")
    assert lines["How to reach them"] == (PHONE, PHONE, "")
    assert [AuditEvent.about(one.pk).get().action for one in (person, other)] == ["person.viewed"] * 2
    assert (shown.context["kept"], shown.context["merged"]) == (person, other)  # who has an account stays
    assert as_owner.get(address("compare", person, other)).status_code == 403
    assert as_stranger.get(address("compare", person, other)).status_code == 404


def test_comparison_with_oneself_is_not_there(person, as_colleague):
    assert as_colleague.get(address("compare", person, person)).status_code == 404


def test_somebody_of_another_centre_is_not_compared_or_merged(person, as_colleague):
    elsewhere = PersonFactory(name="Zoe Ash", centres=[CentreFactory()])
    for name in ("compare", "merge", "tell_apart"):
        ask = as_colleague.post if name == "tell_apart" else as_colleague.get
        response = ask(address(name, person, elsewhere), follow=True)
        assert (response.redirect_chain[-1][0], "Zoe" in response.text) == (reverse("desk:doubles"), False)
    assert as_colleague.post(address("merge", person, elsewhere)).status_code == 302
    assert (Merge.objects.count(), NotSame.objects.count()) == (0, 0)


def test_two_different_people_leave_the_list(person, other, as_colleague):
    response = as_colleague.post(address("tell_apart", person, other), follow=True)
    assert (NotSame.objects.count(), response.context["pairs"]) == (1, [])


def test_another_record_is_found_by_searching(person, as_colleague):
    robert = PersonFactory(name="Bob Halloran", centres=[person.centres.get()])
    response = as_colleague.post(address("person_doubles", person), {"q": "halloran"})
    assert response["Location"] == address("person_doubles", person) + "?search=1"
    shown = as_colleague.get(response["Location"])
    assert (shown.context["found"], address("compare", person, robert) in shown.text) == ([robert], True)
    assert as_colleague.get(address("person_doubles", person)).context["found"] == []
    assert [event.action for event in AuditEvent.about(person.pk)] == ["person.viewed"] * 2


def test_preview_changes_nothing_and_the_button_merges(person, other, as_colleague):
    shown = as_colleague.get(address("merge", person, other))
    assert (Merge.objects.count(), "Keep the other one instead" in shown.text) == (0, True)
    assert "can open the page of this record with a new code" in shown.text
    assert address("merge", other, person) in shown.text
    response = as_colleague.post(address("merge", person, other), follow=True)
    assert response.redirect_chain == [(reverse("desk:person", args=[person.public_id]), 302)]
    assert "This record was made of two on" in response.text
    assert Person.objects.get(pk=other.pk).merged_into == person
    assert as_colleague.get(reverse("desk:person", args=[other.public_id])).status_code == 404


def test_preview_says_what_stands_in_the_way(person, as_colleague):
    other = PersonFactory(with_account=True, centres=[person.centres.get()])
    shown = as_colleague.get(address("merge", person, other))
    assert ("Both records have an account" in shown.text, "Merge the two records" in shown.text) == (True, False)
    response = as_colleague.post(address("merge", person, other), follow=True)
    assert "Both records have an account" in said(response)[0]


def test_whoever_is_slower_is_told(person, other, as_colleague, monkeypatch):
    done = merged(person, other)
    response = as_colleague.post(address("merge", other, person), follow=True)
    assert said(response) == ["Somebody was faster: one of these records has been merged or erased already."]
    undo = address("unmerge", person, done.pk)
    monkeypatch.setattr(merging, "find", lambda _person, _pk, *, actor: done)  # noqa: ARG005 - as it is called
    as_colleague.post(undo)
    response = as_colleague.post(undo, follow=True)
    assert said(response)[-1] == "Somebody was faster: these are two records again already."


def test_merge_is_undone_after_a_preview(person, other, as_colleague, as_stranger):
    undo = address("unmerge", person, merged(person, other).pk)
    assert as_stranger.get(undo).status_code == 404
    shown = as_colleague.get(undo)
    assert ("Bryan Halloran" in shown.text, Merge.objects.get().undone_at) == (True, None)
    response = as_colleague.post(undo, follow=True)
    assert said(response) == ["These are two records again."]
    assert Person.objects.get(pk=other.pk).merged_into is None
    assert as_colleague.get(undo).status_code == 404


def test_log_of_the_kept_record_shows_looks_at_the_merged_one(person, other, as_owner, as_colleague):
    as_colleague.get(reverse("desk:person", args=[other.public_id]))
    merged(person, other)
    shown = as_colleague.get(reverse("desk:person_access", args=[person.public_id]))
    assert "Looked at the record" in [entry.what for entry in shown.context["entries"]]
    assert "Looked at the record" in [entry.what for entry in as_owner.get(reverse("my:access")).context["entries"]]
