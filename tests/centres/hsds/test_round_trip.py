"""Resources into HSDS and back: nothing is lost, and what is written keeps to the published schema."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centres.hsds import packing, reading, writing
from centres.hsds.index import Index
from centres.hsds.layout import TABLES
from centres.models import Resource
from centres.models.resource_choices import Cost, ReferredBy, ResourceKind, ResourceState
from centres.services import resource_files, resources
from centres.services.resource_files import Outcome
from core.actors import SYSTEM, Role
from core.errors import Forbidden
from core.languages import Spoken
from core.models import AuditEvent
from tests.centres.hsds import schema
from tests.factories.centres import CentreFactory
from tests.factories.people import staff_actor
from tests.factories.resources import ResourceFactory

FACTS = list(resources.FACTS)
FULL = {
    "name_en": "West Elgin Food Cupboard",
    "name_fr": "Garde-manger de West Elgin",
    "organisation_en": "West Elgin Support Services",
    "organisation_fr": "",
    "words_en": "Food for a week.\n\nBring bags & a friend <3",
    "words_fr": "De la nourriture pour une semaine.",
    "kinds": ["food", "social"],
    "whom_en": "Anybody in West Elgin",
    "whom_fr": "Toute personne de West Elgin",
    "min_age": 0,
    "max_age": 120,
    "cost": Cost.FREE,
    "fee_en": "Free",
    "step_free": True,
    "parking": False,
    "access_en": "Ramp at the back",
    "access_fr": "Rampe à l’arrière",
    "languages": ["en", "fr", "ase"],
    "referred_by": ["self", "call"],
    "referral_en": "Come with proof of address",
    "phone": "+15195550100",
    "extension": 12,
    "toll_free": "+18885550100",
    "tty": "+15195550101",
    "fax": "+15195550102",
    "email": "food@example.org",
    "website": "https://food.example.org/",
    "street": "1 Main Street",
    "unit": "Lower level",
    "town": "West Lorne",
    "postal_code": "N0L 2P0",
    "area_en": "West Elgin",
    "hours_en": "Tuesdays 1 to 3",
    "hours_fr": "Le mardi de 13 h à 15 h",
    "wait_en": "None",
    "record_211": "69796245",
    "assured_on": date(2027, 1, 5),
    "assurer_email": "hello@example.org",
}


def packed(form, tables):
    return {"json": packing.as_json, "zip": packing.as_zip}[form](tables)


def read_back(content, language="fr"):
    """The facts of each service of a file, as somebody reads it who says nothing true about its language."""
    tables, remarks = packing.unpacked(content)
    assert remarks == []
    index = Index(tables)
    return [reading.read(index, service, language=language) for service in tables["service"]]


def wrong_in(form, content):
    if form == "json":
        return schema.wrong_in_json(content)
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        files = {name for name in package.namelist() if name != "datapackage.json"}
        paths = {path: (table, fields) for table, (path, fields) in schema.published().items()}
        for name in files:
            table, fields = paths[name]
            rows = list(csv.DictReader(io.StringIO(package.read(name).decode())))
            assert set(rows[0]) == set(fields)
            found += [wrong for row in rows for wrong in schema.wrong_in_row(table, row)]
        described = json.loads(package.read("datapackage.json"))["resources"]
        assert {one["path"] for one in described} == files
    return found


def test_our_tables_have_the_published_fields():
    published = schema.published()
    assert {name: (table.path, table.columns) for name, table in TABLES.items()} == {
        name: (published[name][0], tuple(published[name][1])) for name in TABLES
    }


@pytest.mark.parametrize("form", ["json", "zip"])
@pytest.mark.parametrize("state", ResourceState)
def test_full_resource_comes_back_as_it_was(form, state):
    resource = Resource(state=state, **FULL)
    content = packed(form, writing.tables_of([resource]))
    assert wrong_in(form, content) == []
    [found] = read_back(content)
    assert {name: found.facts[name] for name in FACTS} == {name: getattr(resource, name) for name in FACTS}
    assert (found.stands, found.id, found.remarks) == (state, str(resource.public_id), [])


TEXT = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="\x85"), max_size=20)
PHONE = st.sampled_from(["", "211", "+15195550100", "+18885550100"])


@st.composite
def facts(draw):
    """Any facts that our own forms would let through."""
    found = {f"{name}_{code}": draw(TEXT) for name in Resource.BILINGUAL for code in ("en", "fr")}
    if not found["name_en"] and not found["name_fr"]:
        found["name_fr"] = "Nom"
    found |= {name: draw(st.none() | st.booleans()) for name in Resource.ACCESS_FACTS}
    found |= {name: draw(PHONE) for name in ("phone", "toll_free", "tty", "fax")}
    found |= {name: draw(TEXT) for name in ("street", "unit", "town", "province", "postal_code", "record_211")}
    return found | {
        "kinds": draw(st.lists(st.sampled_from(ResourceKind.values), unique=True)),
        "languages": draw(st.lists(st.sampled_from(Spoken.values), unique=True)),
        "referred_by": draw(st.lists(st.sampled_from(ReferredBy.values), unique=True)),
        "cost": draw(st.sampled_from(["", *Cost.values])),
        "min_age": draw(st.none() | st.integers(0, 130)),
        "max_age": draw(st.none() | st.integers(0, 130)),
        "extension": draw(st.none() | st.integers(0, 99999)),
        "assured_on": draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        "email": draw(st.sampled_from(["", "a@example.org"])),
        "assurer_email": draw(st.sampled_from(["", "b@example.org"])),
        "website": draw(st.sampled_from(["", "http://example.org/a?b=c"])),
        "listed": draw(st.booleans()),
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(facts(), st.sampled_from(["json", "zip"]))
def test_whatever_a_resource_says_comes_back(said, form):
    resource = Resource(**said)
    content = packed(form, writing.tables_of([resource]))
    assert wrong_in(form, content) == []
    [found] = read_back(content)
    assert {name: found.facts[name] for name in said} == said
    assert set(found.facts) == set(FACTS)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["json", "zip"])
def test_file_taken_elsewhere_is_written_the_same_again(form):
    """Another installation reads what we wrote, and writes it: the very same file."""
    centre = CentreFactory()
    by = staff_actor(Role.LINK_WORKER, centre=centre)
    full = resources.add(centre=centre, by=by, **FULL)
    resources.change(full, by=by, hours_en="Wednesdays", fee_fr="Gratuit")
    resources.pause(full, by=by)
    ResourceFactory(
        centre=centre, name_en="", name_fr="Popote roulante", organisation_fr="West Elgin Support Services"
    )
    first = packed(form, resource_files.export(centre=centre, by=by))
    moments = dict(centre.resources.values_list("public_id", "changed_at"))
    Resource.objects.all().delete()
    reading_ = resource_files.read(first, language="fr")
    taken = resource_files.take(reading_, centre=centre, by=by)
    assert len(taken) == 2
    for resource in taken:  # when it was last changed is told by each installation of itself
        Resource.objects.filter(pk=resource.pk).update(changed_at=moments[resource.public_id])
    assert packed(form, resource_files.export(centre=centre, by=by)) == first
    assert resource_files.take(reading_, centre=centre, by=by) == []
    assert [item.outcome for item in resource_files.look(reading_, centre=centre).items] == [Outcome.SAME] * 2


@pytest.mark.django_db
def test_export_has_no_notes_and_nothing_that_others_may_not_see():
    centre = CentreFactory()
    ResourceFactory(centre=centre, notes="Zinnia is difficult", name_en="Zoo")
    ResourceFactory(centre=centre, listed=False, name_en="Hidden")
    ResourceFactory(name_en="Another centre's")
    by = staff_actor(Role.LINK_WORKER, centre=centre)
    tables = resource_files.export(centre=centre, by=by)
    assert [row["name"] for row in tables["service"]] == ["Zoo"]
    assert b"Zinnia" not in packing.as_json(tables)
    everything = resource_files.export(centre=centre, by=by, also_unlisted=True)
    assert [row["name"] for row in everything["service"]] == ["Hidden", "Zoo"]
    [hidden, _zoo] = read_back(packing.as_json(everything))
    assert hidden.facts["listed"] is False
    assert AuditEvent.objects.filter(action="resource.exported", centre_id=centre.pk).count() == 2
    with pytest.raises(Forbidden):
        resource_files.export(centre=centre, by=staff_actor(Role.PROVIDER, centre=centre))


@pytest.mark.django_db
def test_commands_write_a_file_and_take_it(tmp_path, capsys):
    here, there = CentreFactory(slug="here"), CentreFactory(slug="there")
    ResourceFactory(centre=here, name_en="Zoo")
    file = tmp_path / "resources.json"
    call_command("export_resources", "here", str(file))
    assert capsys.readouterr().out == "1 resources written.\n"
    call_command("import_resources", "there", str(file))
    assert "keeps this resource" in capsys.readouterr().out
    Resource.objects.all().delete()
    call_command("import_resources", "there", str(file))
    assert there.resources.count() == 0
    call_command("import_resources", "there", str(file), "--write")
    assert there.resources.get().name_en == "Zoo"
    call_command("import_resources", "there", str(file), "--write")
    assert capsys.readouterr().out.endswith("0 resources made or changed.\n")


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["import_resources", "export_resources"])
def test_commands_say_what_is_wrong(command, tmp_path):
    CentreFactory(slug="here")
    with pytest.raises(CommandError, match="short name"):
        call_command(command, "nowhere", str(tmp_path / "file.json"))
    with pytest.raises(CommandError):
        call_command(command, "here", str(tmp_path / "no" / "file.json"))


def test_same_resources_are_the_same_file():
    resource = Resource(**FULL)
    for form in ("json", "zip"):
        assert packed(form, writing.tables_of([resource])) == packed(form, writing.tables_of([resource]))


@pytest.mark.django_db
def test_system_may_write_every_centre():
    assert resource_files.export(centre=CentreFactory(), by=SYSTEM)["service"] == []
