"""Files of other directories: what becomes a fact, what is said about the rest, and that the rest is kept."""

import json
from datetime import date

import pytest

from centres.hsds import packing
from centres.hsds.remarks import NotRead, said
from centres.models.resource_choices import ResourceState
from centres.services import resource_files, resources
from centres.services.resource_files import Outcome
from core.actors import Role
from core.errors import DomainError, Forbidden
from tests.centres.hsds import foreign, schema
from tests.factories.centres import CentreFactory
from tests.factories.people import staff_actor
from tests.factories.resources import ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory(name_en="West Elgin")


@pytest.fixture
def by(centre):
    return staff_actor(Role.LINK_WORKER, centre=centre)


def read(content, language="en"):
    return resource_files.read(content, language=language)


def taken(content, centre, by, **how):
    return resource_files.take(read(content), centre=centre, by=by, **how)


def test_what_has_a_place_here_becomes_a_fact(centre, by):
    [food] = taken(foreign.as_json([foreign.FOOD]), centre, by)
    food.refresh_from_db()
    assert {
        "name": food.name_en,
        "organisation": food.organisation_en,
        "words": food.words_en,
        "whom": food.whom_en,
        "age": food.min_age,
        "cost": food.cost,
        "kinds": food.kinds,
        "languages": food.languages,
        "phone": (food.phone, food.extension, food.fax),
        "online": (food.website, food.email),
        "where": (food.street, food.town, food.province, food.postal_code),
        "hours": food.hours_en,
        "access": food.access_en,
        "211": food.record_211,
        "checked": food.assured_on,
        "state": food.state,
    } == {
        "name": "Community Food Bank",
        "organisation": "Elgin Neighbours",
        "words": "Food for a week.\nBring bags & boxes.",
        "whom": "Residents of Elgin County",
        "age": 16,
        "cost": "free",
        "kinds": ["food"],
        "languages": ["en"],
        "phone": ("+15195550100", 7, "+15195550102"),
        "online": ("https://food.example.org", "food@example.org"),
        "where": ("160 Main Street", "West Lorne", "ON", "N0L 2P0"),
        "hours": "Mon, Wed 09:00–12:00; Fri 13:00–16:00",
        "access": "Ramp at the back",
        "211": "69796245",
        "checked": date(2026, 11, 2),
        "state": ResourceState.PAUSED,
    }


def test_each_entry_says_what_could_not_be_read_and_why(centre):
    found = resource_files.look(read(foreign.as_json()), centre=centre)
    assert [(one.line, said(one.why)) for one in found.refused] == [
        (2, "It has no name."),
        (3, "It has no id."),
        (4, "“resting” is no status. It has to be active, inactive, defunct or temporarily closed."),
        (6, "It cannot be kept: The highest age comes after the lowest."),
        (7, "Its id stands in the file before, at entry 1."),
    ]
    assert [(item.line, [remark.code for remark in item.remarks]) for item in found.items] == [
        (
            1,
            ["inactive", "bad_phone", "language_unknown", "kind_unknown", "bad_cell", "kept_along"],
        ),
        (5, ["own_id", "cut", "bad_email", "bad_website", "bad_age", "bad_date", "no_kind"]),
    ]
    assert [said(remark) for remark in found.remarks] == [
        "service: “additional_urls” is no field of HSDS 3.0. It is left out."
    ]


def test_what_has_no_place_here_is_written_again(centre, by):
    taken(foreign.as_json([foreign.FOOD]), centre, by)
    content = packing.as_json(resource_files.export(centre=centre, by=by))
    assert schema.wrong_in_json(content) == []
    [service] = json.loads(content)
    assert service["id"] == foreign.SERVICE
    assert service["alternate_name"] == "The Cupboard"
    assert service["interpretation_services"] == "Portuguese on Mondays"
    assert service["accreditations"] == "Feed Ontario"
    assert service["organization"]["year_incorporated"] == 1984
    assert service["organization"]["organization_identifiers"][0]["identifier"] == "10000 0000 RR0001"
    assert [one["code"] for phone in service["phones"] for one in phone.get("languages", [])] == ["pt"]
    assert "call the office" in [phone["number"] for phone in service["phones"]]
    assert [one.get("byday") for one in service["schedules"]] == ["MO,WE", "FR"]
    assert "Tagalog" in [one.get("name") for one in service["languages"]]
    place = service["service_at_locations"][0]["location"]
    assert (place["latitude"], place["transportation"]) == (42.6, "No bus")
    assert {one["address_1"] for one in place["addresses"]} == {"160 Main Street", "PO Box 1"}
    assert service["contacts"][0]["name"] == "Front desk"
    assert "email" not in service["contacts"][0]
    terms = [one["taxonomy_term"]["name"] for one in service["attributes"]]
    assert {"Food", "Meals"} <= set(terms)
    assert service["metadata"][0]["updated_by"] == "Jo"


def test_second_time_changes_nothing(centre, by):
    content = foreign.as_json()
    assert len(taken(content, centre, by)) == 2
    assert taken(content, centre, by) == []
    assert {item.outcome for item in resource_files.look(read(content), centre=centre).items} == {Outcome.SAME}


def test_what_is_different_takes_the_place_and_notes_stay(centre, by):
    [food] = taken(foreign.as_json([foreign.FOOD]), centre, by)
    resources.change(food, by=by, notes="Ask for Jo", listed=False)
    other = {**foreign.FOOD, "description": "Food for two weeks.", "status": "defunct"}
    [item] = resource_files.look(read(foreign.as_json([other])), centre=centre).items
    assert (item.outcome, item.changed) == (Outcome.CHANGED, ("state", "words_en"))
    taken(foreign.as_json([other]), centre, by)
    food.refresh_from_db()
    assert (food.words_en, food.state, food.notes, food.listed) == (
        "Food for two weeks.",
        ResourceState.GONE,
        "Ask for Jo",
        False,
    )
    taken(foreign.as_json([{**other, "status": "temporarily closed"}]), centre, by)
    food.refresh_from_db()
    assert food.state == ResourceState.PAUSED


def test_later_day_on_which_it_was_checked_here_stays(centre, by):
    [food] = taken(foreign.as_json([foreign.FOOD]), centre, by)
    resources.confirm(food, by=by, day=date(2027, 1, 4))
    [item] = resource_files.look(read(foreign.as_json([foreign.FOOD])), centre=centre).items
    assert item.outcome == Outcome.SAME
    assert "newer_here" in [remark.code for remark in item.remarks]


def test_resource_is_known_by_its_211_record(centre, by):
    mine = ResourceFactory(centre=centre, record_211="69796245", name_en="Our name for it")
    [item] = resource_files.look(read(foreign.as_json([foreign.FOOD])), centre=centre).items
    assert (item.resource, "known_by_211" in [one.code for one in item.remarks]) == (mine, True)
    taken(foreign.as_json([foreign.FOOD]), centre, by)
    old_id, mine = mine.public_id, type(mine).objects.get()
    assert (mine.public_id, mine.name_en) == (old_id, "Community Food Bank")
    assert taken(foreign.as_json([foreign.FOOD]), centre, by) == []


def test_services_of_one_place_that_share_a_211_record_stay_two(centre, by):
    there = {**foreign.FOOD["service_at_locations"][0], "id": "sal-2"}
    meals = {"id": "6b1f0a4e-7d06-4a15-9a1b-000000000004", "name": "Meals", "service_at_locations": [there]}
    content = foreign.as_json([foreign.FOOD, meals])
    assert [one.record_211 for one in taken(content, centre, by)] == ["69796245", "69796245"]
    assert taken(content, centre, by) == []
    assert centre.resources.count() == 2


def test_resource_of_another_centre_is_left_to_it(centre, by):
    ResourceFactory(public_id=foreign.SERVICE, centre__name_en="Gateway", name_en="Theirs")
    found = resource_files.look(read(foreign.as_json([foreign.FOOD])), centre=centre)
    assert [said(one.why) for one in found.refused] == ["Gateway keeps this resource. Ask them to change it."]
    assert taken(foreign.as_json([foreign.FOOD]), centre, by) == []


def test_french_words_go_where_french_words_belong(centre):
    [one] = read(foreign.as_json([foreign.FOOD]), language="fr").found
    assert (one.entry.facts["name_fr"], one.entry.facts["name_en"]) == ("Community Food Bank", "")


def test_only_chosen_entries_are_taken_and_only_as_they_were_shown(centre, by):
    content = foreign.as_json()
    dry = resource_files.look(read(content), centre=centre)
    assert [one.name_en for one in taken(content, centre, by, shown=dry.digest, lines={5})] == ["Rides"]
    with pytest.raises(DomainError, match="file_changed"):
        taken(content, centre, by, shown=dry.digest)


def test_providers_take_nothing(centre):
    with pytest.raises(Forbidden):
        taken(foreign.as_json(), centre, staff_actor(Role.PROVIDER, centre=centre))


def test_tables_in_a_folder_are_read_and_strangers_are_named(centre):
    content = foreign.as_zip(
        service=f"id,name,status,colour\n{foreign.SERVICE},Food,active,blue\n",
        phones=f"id,service_id,number\np,{foreign.SERVICE},519-555-0100\n",
        fleets="id\n1\n",
        locations="\xff".encode("latin-1"),
    )
    found = read(content)
    assert [said(one) for one in found.remarks] == [
        "services.csv: “colour” is no field of HSDS 3.0. It is left out.",
        "fleets.csv is no table of HSDS 3.0. It is left out.",
        "locations.csv is not a table that can be read. It is left out.",
    ]
    assert found.found[0].entry.facts["phone"] == "+15195550100"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"hello", "bad_json"),
        (b"[1, 2]", "not_hsds"),
        (b'"text"', "not_hsds"),
        (b"[]", "no_services"),
        (b'{"contents": []}', "no_services"),
        (b"\xff\xfe", "not_hsds"),
        (b"PK\x03\x04rubbish", "bad_zip"),
        (foreign.as_zip(fleets="id\n1\n"), "no_services"),
        (b"[" * 100_000, "not_hsds"),
    ],
)
def test_file_that_is_none_says_so(content, code):
    with pytest.raises(NotRead) as no:
        read(content)
    assert no.value.remark.code == code
    assert said(no.value.remark)


def test_small_zip_with_a_great_deal_of_nothing_is_not_opened(monkeypatch):
    monkeypatch.setattr(packing, "MOST_UNPACKED", 10)
    with pytest.raises(NotRead, match="too_large"):
        read(foreign.as_zip(service="id,name,status\n1,Food,active\n"))


def test_characters_that_no_database_takes_are_left_out(centre, by):
    odd = b'[{"id": "6b1f0a4e-7d06-4a15-9a1b-000000000005", "name": "Fo\\u0000od\\ud800", "status": "active"}]'
    assert [one.name_en for one in taken(odd, centre, by)] == ["Food"]


@pytest.mark.parametrize("wrap", [lambda one: {"contents": [one]}, lambda one: {"services": [one]}, lambda one: one])
def test_page_of_an_api_and_a_single_service_are_read_too(wrap):
    assert len(read(json.dumps(wrap(foreign.FOOD)).encode()).found) == 1
