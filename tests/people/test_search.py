import pytest
from django.core.management import call_command
from django.urls import reverse

from core.actors import PUBLIC, SYSTEM, Role, person_actor
from core.models import AuditEvent
from people.models import Person, SearchKey
from people.services import contacts, erasure, persons, search
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def staff(centre):
    return staff_actor(centre=centre)


def known(centre, name, *reached):
    person = PersonFactory(name=name, centres=[centre])
    for value in reached:
        contacts.create(person=person, value=value)
    return person


@pytest.mark.parametrize(
    "text",
    ["Émilie", "EMILIE", "emi", "roy émi", "Emily", "519-555-0134", "5195550134", "555 0134", "0134", "roy 0134",
     "Emilie@Example.org", "emilie@"],
)  # fmt: skip
def test_one_is_found_however_it_is_typed(centre, staff, text):
    emilie = known(centre, "Émilie Roy", "519-555-0134", "emilie@example.org")
    known(centre, "Brian Halloran", "519-555-0177")
    assert search.people(text, actor=staff) == [emilie]


@pytest.mark.parametrize("text", ["", "e", "e r", "--", "liam", "milie", "9-555", "émilie halloran", "%", "____"])
def test_nobody_is_found_by_too_little_or_by_something_else(centre, staff, text):
    known(centre, "Émilie Roy", "519-555-0134")
    known(centre, "Brian Halloran")
    assert search.people(text, actor=staff) == []


def test_double_names_are_found_by_each_part_and_by_the_whole(centre, staff):
    person = known(centre, "Jean-Luc O’Neil")
    for text in ("jean-luc", "jeanluc", "luc", "oneil", "O'Neil", "neil"):
        assert search.people(text, actor=staff) == [person]


def test_whole_words_come_before_beginnings_and_both_before_sounds(centre, staff):
    sounds, begins, exact = (known(centre, name) for name in ("Marck Aube", "Marko Aube", "Mark Zed"))
    assert search.people("mark", actor=staff) == [exact, begins, sounds]


def test_sounds_are_left_out_where_enough_begin_so(centre, staff):
    known(centre, "Catherine Roy")
    for number in range(search.FEW):
        known(centre, f"Katherine Roy {number}")
    found = search.people("katherine", actor=staff)
    assert [person.name for person in found] == [f"Katherine Roy {number}" for number in range(search.FEW)]


def test_one_with_a_short_name_is_not_lost_among_the_longer_ones(centre, staff, monkeypatch):
    monkeypatch.setattr(search, "MOST_LOOKED_AT", 2)
    for number in range(4):
        known(centre, f"Maa{number}")
    short = known(centre, "Ma")
    assert search.people("ma", actor=staff)[0] == short


def test_search_stops_at_its_limit(centre, staff):
    for number in range(4):
        known(centre, f"Ann {number}")
    assert [person.name for person in search.people("ann", actor=staff, limit=2)] == ["Ann 0", "Ann 1"]


def test_search_finds_people_of_the_centre_for_care_staff_alone(centre, staff):
    person = known(centre, "Brian Halloran")
    assert search.people("brian", actor=staff) == [person]
    assert search.people("brian", actor=SYSTEM) == [person]
    for nobody in (
        staff_actor(),
        staff_actor(Role.EVALUATOR, centre=centre),
        staff_actor(Role.PROVIDER, centre=centre),
        person_actor(person.pk),
        PUBLIC,
    ):
        assert search.people("brian", actor=nobody) == []


@pytest.mark.parametrize("others", [0, 2])
@pytest.mark.parametrize(("text", "queries"), [("ann", 3), ("ann lee", 3), ("0134", 2), ("an", 2)])
def test_search_takes_the_same_queries_however_many(centre, staff, text, queries, others, django_assert_num_queries):
    for _number in range(others + 1):
        known(centre, "Ann Lee", "519-555-0134", f"ann{_number}@example.org")
    with django_assert_num_queries(queries):
        found = search.people(text, actor=staff)
        shown = [[point.shown for point in person.contact_points.all()] for person in found]
    assert len(shown) == others + 1


def test_changes_are_found_at_once(centre, staff):
    person = persons.register(name="Ann Lee", centre=centre, contact="519-555-0134", by=SYSTEM)
    persons.update_details(person, name="Anna Li", by=SYSTEM)
    point = contacts.add(person=person, value="519-555-0177", by=SYSTEM)
    assert [search.people(text, actor=staff) for text in ("lee", "li", "0177")] == [[], [person], [person]]
    contacts.remove(point, by=SYSTEM)
    assert search.people("0177", actor=staff) == []
    erasure.erase(person, by=SYSTEM)
    assert (search.people("0134", actor=staff), SearchKey.objects.count()) == ([], 0)


def test_all_keys_can_be_written_anew(centre, staff, monkeypatch, capsys):
    monkeypatch.setattr(search, "AT_ONCE", 2)
    made = [known(centre, "Ann Lee", "519-555-0134") for _ in range(3)]
    PersonFactory(name="Ann Gone", centres=[centre], merged_into=made[0])
    before = set(SearchKey.objects.values_list("person", "key"))
    SearchKey.objects.filter(person=made[0]).delete()
    SearchKey.objects.create(person=made[1], key="stale")
    call_command("reindex_people")
    assert capsys.readouterr().out == "4 people can be found.\n"
    assert set(SearchKey.objects.values_list("person", "key")) == before


def type_in(client, text):
    return client.post(reverse("desk:people_search"), {"q": text})


def test_what_is_typed_at_the_desk_stands_in_no_address(person, as_colleague):
    response = type_in(as_colleague, "brian")
    assert (response.status_code, response["Location"]) == (302, reverse("desk:people_search"))
    shown = as_colleague.get(response["Location"])
    assert (shown.context["people"], "brian" in shown.text) == ([person], True)
    assert AuditEvent.about(person.pk).get().action == "person.listed"


def test_search_at_the_desk_finds_nobody_of_another_centre(person, as_stranger):
    assert type_in(as_stranger, "brian").status_code == 302
    shown = as_stranger.get(reverse("desk:people_search"))
    assert (shown.context["people"], "Nobody found" in shown.text) == ([], True)


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.PROVIDER])
def test_search_at_the_desk_is_closed_to_evaluators_and_providers(person, role):
    client = staff_client(role, centre=person.centres.get())
    assert (type_in(client, "brian").status_code, client.get(reverse("desk:people_search")).status_code) == (403, 403)


def test_search_at_the_desk_for_nothing_shows_everybody(person, as_colleague):
    type_in(as_colleague, " ")
    response = as_colleague.get(reverse("desk:people_search"))
    assert (response.status_code, response["Location"]) == (302, reverse("desk:people"))


def test_search_at_the_desk_shows_fifty_and_asks_for_more_letters(person, as_colleague):
    centre = person.centres.get()
    for number in range(51):
        PersonFactory(name=f"Ann {number}", centres=[centre])
    type_in(as_colleague, "ann")
    shown = as_colleague.get(reverse("desk:people_search"))
    assert (len(shown.context["people"]), "Type more letters" in shown.text) == (50, True)


@pytest.mark.parametrize("others", [0, 2])
def test_search_at_the_desk_takes_the_same_queries_however_many(
    person, as_colleague, others, django_assert_num_queries
):
    for _number in range(others):
        ContactPointFactory(person=PersonFactory(name="Brian Roy", centres=[person.centres.get()]))
    type_in(as_colleague, "brian")
    with django_assert_num_queries(11):
        response = as_colleague.get(reverse("desk:people_search"))
    assert len(response.context["people"]) == others + 1


def test_person_can_see_themselves_only_once(person):
    both = staff_actor(centre=person.centres.get(), user=person.user)
    assert list(Person.visible_to(both)) == [person]
