"""`docs/privacy.md` says who sees what, as the house itself answers.

In a small world of two centres every model that holds something about people is asked, in every role, which of its
rows it shows. `python -m scripts.privacy_matrix` writes the answers; this test compares.
"""

import os
import re
from collections.abc import Iterator
from functools import cached_property

import pytest

from core import privacy
from core.actors import PUBLIC, STAFF_ROLES, Actor, Channel, Role, person_actor
from core.querysets import Scoped
from people.models import Person
from tests.architecture import matrix_rows
from tests.architecture.tree import ROOMS, ROOT
from tests.architecture.world import World
from tests.factories.people import StaffRoleFactory

PAGE = ROOT / "docs" / "privacy.md"
TABLE = re.compile(r"(<!-- matrix: drawn -->\n).*?(<!-- end -->)", re.DOTALL)
UPDATE = "PRIVACY_MATRIX_UPDATE"
NONE, SOME, ALL = "–", "some", "all"
HEAD = (
    "what",
    "public",
    "a client",
    "a champion and leader",
    "coordinator",
    "link worker",
    "provider",
    "manager",
    "evaluator",
    "staff of another centre",
)
# A resource on the asset map names who at a service to ask for: staff alone see it, of whichever centre shares it.
# A trial of the notebook names who on staff wrote it down, and nobody else: evaluators read it, and all, if shared.
SEE_NOTHING_BUT = {
    "public": set(),
    "evaluator": {"evaluation: trial"},
    "provider": {"centres: resource"},
    "staff of another centre": {"centres: resource", "evaluation: trial"},
}
ORDER = (Role.COORDINATOR, Role.LINK_WORKER, Role.PROVIDER, Role.MANAGER, Role.EVALUATOR)


def models_about_people() -> list[type[Scoped]]:
    """What declares how it forgets a person, and is reached by asking who asks."""
    found = [one.model for one in privacy.registry if issubclass(one.model, Scoped)]
    return sorted(found, key=lambda model: (ROOMS.index(model._meta.app_label), model.__name__))


class Asking:
    """Everybody who asks, in a world with one of each thing."""

    def __init__(self, world: World) -> None:
        self.world = world
        for name, value in vars(World).items():
            if isinstance(value, cached_property):
                getattr(world, name)
        matrix_rows.make(world)

    def staff(self, role: Role, centre: object) -> Actor:
        held = StaffRoleFactory(centre=centre, role=role)
        return Actor(user_id=held.user_id, roles=frozenset({role}), centre_id=held.centre_id, channel=Channel.DESK)

    def columns(self) -> list[list[Actor]]:
        """A column is one who asks; the last is everybody on staff elsewhere."""
        here = [[self.staff(role, self.world.centre)] for role in ORDER]
        elsewhere = [self.staff(role, self.world.elsewhere) for role in sorted(STAFF_ROLES)]
        people = [[person_actor(self.world.neighbour.pk)], [person_actor(self.world.owner.pk)]]
        return [[PUBLIC], *people, *here, elsewhere]


def shown(model: type[Scoped], actors: list[Actor], rows: set[int]) -> str:
    seen = {pk for actor in actors for pk in model.visible_to(actor).filter(pk__in=rows).values_list("pk", flat=True)}
    return ALL if seen == rows else SOME if seen else NONE


def drawn(world: World) -> Iterator[tuple[str, ...]]:
    columns = Asking(world).columns()
    for model in models_about_people():
        rows = set(model._default_manager.filter(**of_the_centre(model, world)).values_list("pk", flat=True))
        name = f"{model._meta.app_label}: {model._meta.verbose_name}"
        yield (name, *(shown(model, actors, rows) if rows else "?" for actors in columns))


def of_the_centre(model: type[Scoped], world: World) -> dict[str, object]:
    """What narrows a model to the one centre, so that *all* means all of its rows."""
    names = {field.name for field in model._meta.fields if not field.null}
    if model is Person:
        return {"centres": world.centre, "merged_into": None}
    if "centre" in names:
        return {"centre": world.centre}
    return {"person__centres": world.centre} if "person" in names else {}


def table(rows: list[tuple[str, ...]]) -> str:
    lines = [HEAD, ("---",) * len(HEAD), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


@pytest.fixture
def rows(db) -> list[tuple[str, ...]]:
    world = World()
    world.ready()
    return list(drawn(world))


@pytest.mark.once
def test_matrix_is_what_the_house_answers(rows):
    page = PAGE.read_text(encoding="utf-8")
    should_be = TABLE.sub(lambda found: f"{found[1]}{table(rows)}\n{found[2]}", page)
    if os.environ.get(UPDATE):
        PAGE.write_text(should_be, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == should_be, "write it anew: python -m scripts.privacy_matrix"


@pytest.mark.once
def test_every_model_is_asked_about_a_row(rows):
    assert [row[0] for row in rows if "?" in row] == []


@pytest.mark.once
@pytest.mark.parametrize(("who", "sees"), sorted(SEE_NOTHING_BUT.items()))
def test_whoever_has_no_business_with_people_sees_nothing_about_them(rows, who, sees):
    place = HEAD.index(who)
    assert {row[0] for row in rows if row[place] != NONE} == sees
