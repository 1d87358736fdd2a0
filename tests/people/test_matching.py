import pytest

from core.actors import PUBLIC, Role
from core.errors import Forbidden
from core.models import AuditEvent
from people.models import NotSame
from people.services import contacts, matching
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db
PHONE, OTHER_PHONE = "519-555-0134", "519-555-0177"


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def staff(centre):
    return staff_actor(centre=centre)


def known(centre, name, *reached, **fields):
    person = PersonFactory(name=name, centres=[centre], **fields)
    for value in reached:
        contacts.create(person=person, value=value)
    return person


def proposed(person, staff):
    return [(found.person, found.reason) for found in matching.alike(person, actor=staff)]


@pytest.mark.parametrize(
    ("name", "reached", "reason"),
    [
        ("emilie ROY", [PHONE], matching.SAME_NAME),
        ("Émilie Roy", [], matching.UNREACHABLE),
        ("Émilie Gagnon", [PHONE], matching.FIRST_NAME),
        ("Emily Roy", [PHONE], matching.SOUNDS_ALIKE),
        ("Roy Émilie", [PHONE], matching.SOUNDS_ALIKE),
    ],
)
def test_records_of_one_human_are_proposed(centre, staff, name, reached, reason):
    person, other = known(centre, "Émilie Roy", PHONE), known(centre, name, *reached)
    assert proposed(person, staff) == [(other, reason)]
    assert proposed(other, staff) == [(person, reason)]
    assert [(pair.older, pair.newer, pair.reason) for pair in matching.pairs(staff)] == [(person, other, reason)]


@pytest.mark.parametrize(
    ("name", "reached"),
    [
        ("Jean Roy", [PHONE]),  # a couple
        ("Émile Roy", [PHONE]),
        ("Émilie Roy", [OTHER_PHONE]),  # a namesake
        ("Brian Roy", []),
    ],
)
def test_couples_and_namesakes_are_not_proposed(centre, staff, name, reached):
    person = known(centre, "Émilie Roy", PHONE)
    known(centre, name, *reached)
    assert (proposed(person, staff), matching.pairs(staff)) == ([], [])


def test_likeliest_comes_first(centre, staff):
    sounds, same = known(centre, "Emily Roy", PHONE), known(centre, "Émilie Roy", PHONE)
    person = known(centre, "Émilie Roy", PHONE)
    assert [found.person for found in matching.alike(person, actor=staff)] == [same, sounds]


def test_those_of_other_centres_the_merged_and_the_erased_are_not_proposed(centre, staff):
    person = known(centre, "Émilie Roy", PHONE)
    known(CentreFactory(), "Émilie Roy", PHONE)
    known(centre, "Émilie Roy", PHONE, merged_into=person)
    assert (proposed(person, staff), matching.pairs(staff)) == ([], [])


@pytest.mark.parametrize("reached", [[PHONE], []])
def test_two_that_were_told_apart_are_not_proposed_again(centre, staff, reached):
    person, other, third = (known(centre, "Émilie Roy", *reached) for _ in range(3))
    matching.tell_apart(other, person, by=staff)
    assert [found.person for found in matching.alike(person, actor=staff)] == [third]
    assert [(pair.older, pair.newer) for pair in matching.pairs(staff)] == [(other, third), (person, third)]


def test_telling_apart_twice_is_written_down_once(centre, staff):
    person, other = known(centre, "Émilie Roy"), known(centre, "Émilie Roy")
    matching.tell_apart(other, person, by=staff)
    matching.tell_apart(person, other, by=staff)
    row = NotSame.objects.get()
    assert (row.person, row.other, row.by_user_id) == (person, other, staff.user_id)
    assert [event.action for event in AuditEvent.about(person.pk)] == ["person.told_apart"]
    assert [event.action for event in AuditEvent.about(other.pk)] == ["person.told_apart"]


def test_telling_apart_takes_staff_who_know_both(centre, staff):
    person, elsewhere = known(centre, "Émilie Roy"), known(CentreFactory(), "Émilie Roy")
    with pytest.raises(Forbidden):
        matching.tell_apart(person, elsewhere, by=staff)


def test_pairs_are_for_care_staff(centre):
    known(centre, "Émilie Roy", PHONE)
    person = known(centre, "Émilie Roy", PHONE)
    for nobody in (PUBLIC, staff_actor(), staff_actor(Role.EVALUATOR, centre=centre)):
        assert (matching.pairs(nobody), matching.alike(person, actor=nobody)) == ([], [])


def test_pairs_end_at_their_limit_with_the_newest_first(centre, staff, monkeypatch):
    monkeypatch.setattr(matching, "MOST", 2)
    for number in range(3):
        for _twice in range(2):
            known(centre, f"Ann {number}", PHONE.replace("0134", f"020{number}"))
    found = matching.pairs(staff)
    assert [pair.newer.name for pair in found] == ["Ann 2", "Ann 1"]
    matching.tell_apart(found[0].older, found[0].newer, by=staff)
    assert [pair.newer.name for pair in matching.pairs(staff)] == ["Ann 1", "Ann 0"]


@pytest.mark.parametrize("number", [1, 3])
def test_pairs_take_the_same_queries_however_many(centre, staff, number, django_assert_num_queries):
    for each in range(number):
        for _twice in range(2):
            known(centre, f"Ann {each}", PHONE.replace("0134", f"020{each}"))
    with django_assert_num_queries(6):
        assert len(matching.pairs(staff)) == number


def test_count_is_kept_for_some_minutes_and_until_somebody_decides(centre, staff, django_assert_num_queries):
    person, other = (known(centre, "Ann Lee", PHONE) for _ in range(2))
    assert matching.count(staff) == 1
    with django_assert_num_queries(0):
        assert matching.count(staff) == 1
    matching.tell_apart(person, other, by=staff)
    assert matching.count(staff) == 0


@pytest.mark.parametrize("number", [1, 3])
def test_alike_takes_the_same_queries_however_many(centre, staff, number, django_assert_num_queries):
    person = known(centre, "Ann Lee", PHONE)
    for _each in range(number):
        known(centre, "Ann Lee", PHONE)
    with django_assert_num_queries(5):
        assert len(matching.alike(person, actor=staff)) == number
