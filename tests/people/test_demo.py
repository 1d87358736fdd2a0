import random
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

import centres.demo
import champions.demo
import people.demo
from centres.models import Centre
from champions.models import Champion
from core.demo import DemoWorld, builders
from people.demo_data import OFFICE_LOGINS, PASSWORD, PERSON_LOGINS, STAFF_LOGINS
from people.models import ContactPoint, Person, StaffRole, User
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def built():
    world = DemoWorld(now=datetime(2026, 11, 22, 15, tzinfo=UTC), rng=random.Random(2019))
    for build in (centres.demo.build, people.demo.build, champions.demo.build):
        build(world)
    return world


def test_demo_has_eleven_centres_six_hundred_people_and_sixty_champions():
    world = built()
    assert (Centre.objects.count(), Person.objects.count()) == (11, 631)
    assert Champion.objects.all().serving().count() == sum(map(len, world.made["champions"].values())) == 60
    assert {centre.timezone for centre in Centre.objects.all()} == {"America/Toronto", "America/Thunder_Bay"}


def test_demo_numbers_are_kept_for_fiction():
    built()
    numbers = ContactPoint.objects.exclude(kind="email").values_list("value", flat=True)
    assert {number[5:10] for number in numbers} == {"55501"}


def test_demo_has_a_login_for_every_role():
    built()
    for local, *_rest in (*STAFF_LOGINS, *PERSON_LOGINS, *OFFICE_LOGINS):
        assert User.objects.get(email=f"{local}@example.org").check_password(PASSWORD)
    for centre in Centre.objects.all():
        assert set(StaffRole.objects.filter(centre=centre).values_list("role", flat=True)) == {
            "coordinator",
            "manager",
            "link_worker",
            "provider",
            "evaluator",
        }


def test_demo_of_the_same_day_is_the_same():
    names = []
    for _time in range(2):
        built()
        names.append(list(Person.objects.order_by("pk").values_list("name", "language", "access_needs")))
        Champion.objects.all().delete()
        Person.objects.all().delete()
        User.objects.all().delete()
        Centre.objects.all().delete()
    assert names[0] == names[1]


def test_build_demo_refuses_where_people_rely_on_the_site(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="never built"):
        call_command("build_demo")


def test_build_demo_leaves_a_filled_database_alone():
    UserFactory()
    call_command("build_demo", if_empty=True)
    assert Centre.objects.count() == 0
    with pytest.raises(CommandError, match="accounts already"):
        call_command("build_demo")


def test_demo_logins_are_listed(capsys):
    call_command("demo_logins")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Sign in with the password porchlight-demo as"
    assert lines[1].split() == ["coordinator@example.org", "Volunteer", "coordinator,", "Guelph"]
    assert len(lines) == 1 + len((*STAFF_LOGINS, *PERSON_LOGINS, *OFFICE_LOGINS))


def test_builders_run_from_the_bottom_of_the_house_up():
    assert [slug for slug, _build in reversed(builders.items())] == [
        "centres",
        "resources",
        "people",
        "privacy",
        "champions",
        "matches",
        "activities",
        "ended",
        "leading",
        "asking",
        "plans",
        "cases",
        "coming_in",
        "prescriptions",
        "words",
        "surveys",
        "told_stories",
        "notebook",
        "reports",
        "measures",
        "years",
        "cms",
        "visits",
    ]


def test_demo_has_somebody_at_each_step_of_the_way_at_every_centre():
    world = built()
    for centre in world.made["centres"].values():
        counts = Champion.objects.all().at(centre.pk).by_standing()
        assert [counts[one] for one in ("invited", "applied", "meeting")] == [2, 1, 1]
