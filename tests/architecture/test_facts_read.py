"""What other systems read over `/fhir/`: exactly what is written down in `golden/read.txt`, for every type, in every
way of asking and at each level of what the client lets be told, and never more than `READ` allows."""

import pytest
from django.urls import get_resolver

from prescriptions.fhir.table import KINDS
from tests.architecture.reading_systems import ASKERS, FROM, LEVELS, READ, Reading, asker, lay_out, lets
from tests.architecture.telling import Written, line
from tests.architecture.test_facts import NOON
from tests.architecture.test_permissions import own_names, world  # noqa: F401 - a fixture

WRITTEN = Written("read.txt")
SILENT = {"Organization", "QuestionnaireResponse"}  # tell of nobody
ADDRESSES = {"fhir:metadata", "fhir:smart", "fhir:token", "fhir:search", "fhir:read"}


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(NOON)


def test_every_address_for_systems_is_asked():
    names = own_names(get_resolver().url_patterns)
    assert {name for name in names if name.startswith("fhir:")} == ADDRESSES


@pytest.mark.once
@pytest.mark.parametrize("who", ASKERS)
def test_systems_read_exactly_what_is_written_down(world, who, settings):  # noqa: F811
    settings.FHIR_PER_CLIENT = 10_000
    lay_out(world)
    found = []
    reading = Reading(asker(who, world), world)
    for level, may_be_told in LEVELS.items():
        lets(world.owner, may_be_told, world)
        if who == "h" or level == list(LEVELS)[-1]:  # whoever reads nothing where all is told is not asked again
            found += [line(who, f"{level} {thing}", names) for thing, names in reading.walk()]
    WRITTEN.compare(who, found)


def test_every_type_that_tells_something_is_written_down():
    told = {thing.split()[1] for thing in WRITTEN.things()}
    assert (told | SILENT, told & SILENT) == (set(KINDS), set())


@pytest.mark.parametrize("fact", READ)
def test_only_systems_of_the_centre_read_a_fact_and_from_its_level_on(fact):
    at = {thing.split()[0] for thing in WRITTEN.things_with(fact)}
    levels = list(LEVELS)
    assert WRITTEN.readers(fact, ASKERS) == READ[fact].seen_by
    assert [level for level in levels if level in at] == (levels[levels.index(FROM[fact]) :] if fact in FROM else [])
