"""Systems that read over `/fhir/`: who asks, how much may be told, and every address there is."""

import base64
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.actors import SYSTEM
from people.models import ChartNumber, Consent, Person
from people.models.consent import Purpose
from people.services import consents
from prescriptions import states
from prescriptions.fhir import capability, codes, rows
from prescriptions.fhir.table import KINDS, Kind
from prescriptions.models import Told
from prescriptions.services import system_clients
from tests.architecture import facts
from tests.architecture.facts import FACTS, Fact
from tests.architecture.telling import named
from tests.architecture.world import World
from tests.factories.prescriptions import CaseFactory, PrescriptionFactory
from tests.factories.words import let_hear

# a: nobody in particular; h: a system of this centre; e: one of another centre; r: one of this centre, once revoked.
ASKERS = "aher"
# What the owner lets be told: not even that they are referred; that alone; how it goes; details.
LEVELS: dict[str, Told | None] = {
    "unasked": None,
    "referred": Told.NOTHING,
    "told": Told.PROGRESS,
    "detailed": Told.DETAILS,
}
CHART_NUMBER = "B7341"
OWNER, CLIENT = UUID("0e11b9a5-5f0e-4d51-9f5c-0c1d3a6f0a01"), UUID("0e11b9a5-5f0e-4d51-9f5c-0c1d3a6f0a02")
PRESCRIBED, QUIET = UUID("0e11b9a5-5f0e-4d51-9f5c-0c1d3a6f0b01"), UUID("0e11b9a5-5f0e-4d51-9f5c-0c1d3a6f0b02")
# What resources could tell beside what pages could.
ALSO = {
    "owner's record": str(OWNER),
    "owner's prescription": str(PRESCRIBED),
    "owner's chart number": CHART_NUMBER,
    "owner's need": "ereavement",
    "how it goes": "accepted",
    "who prescribed": "Nadia Roy",
    "client's record": str(CLIENT),
    "client's prescription": str(QUIET),
    "client's date of birth": "1941-03-09",
}
# From which level on they are told to systems of the centre. All else is told to none, and nothing of the client, who
# lets nothing be told.
FROM = {
    "owner's name": "referred",
    "owner's record": "referred",
    "owner's prescription": "referred",
    "owner's chart number": "referred",
    "owner's need": "referred",
    "who prescribed": "referred",
    "how it goes": "told",
    "owner's goal": "detailed",
}
READ = {
    name: Fact(words, "h" if name in FROM else "")
    for name, words in [*((name, fact.words) for name, fact in FACTS.items()), *ALSO.items()]
}


def lay_out(world: World) -> None:
    """The world of the pages; the client too has a prescription and a case, and never lets anything be told."""
    facts.lay_out(world)
    quiet = PrescriptionFactory(
        public_id=QUIET, centre=world.centre, person=world.neighbour, written_by=world.prescription.written_by
    )
    CaseFactory(prescription=quiet)
    states.cases.move(world.case, "take", by=SYSTEM)
    for row, public_id in ((world.owner, OWNER), (world.neighbour, CLIENT), (world.prescription, PRESCRIBED)):
        type(row).objects.filter(pk=row.pk).update(public_id=public_id)
        row.refresh_from_db()
    Consent.objects.filter(person__in=[world.owner, world.neighbour]).delete()
    ChartNumber.objects.update_or_create(person=world.owner, centre=world.centre, defaults={"number": CHART_NUMBER})


def lets(person: Person, told: Told | None, world: World) -> None:
    """Their words on how much may be told."""
    if told is not None:
        consents.give(person=person, purpose=Purpose.REFERRAL, by=SYSTEM)
        let_hear(world.prescription, told)


def asker(who: str, world: World) -> Client:
    """What asks, with the token that it has or had."""
    if who == "a":
        return Client()
    centre = world.elsewhere if who == "e" else world.centre
    made = system_clients.let_in(centre=centre, name="Records", by=SYSTEM)
    client = Client(headers={"Authorization": f"Bearer {_token(made)}"})
    if who == "r":
        system_clients.revoke(made.client, by=SYSTEM)
    return client


def _token(made: system_clients.LetIn) -> str:
    pair = base64.b64encode(f"{made.client.client_id}:{made.secret}".encode()).decode()
    asked = {"grant_type": "client_credentials", "scope": capability.SCOPE}
    answer = Client().post(reverse("fhir:token"), asked, headers={"Authorization": f"Basic {pair}"})
    return str(answer.json()["access_token"])


class Reading:
    """One asker at every address: every type searched in every way, and every id read as every type."""

    def __init__(self, client: Client, world: World) -> None:
        self.client, self.world = client, world

    def walk(self) -> Iterator[tuple[str, list[str]]]:
        """What was asked, where it told something."""
        for name in ("metadata", "smart"):
            yield from self._asked(name, [(reverse(f"fhir:{name}"), {})])
        ids = _ids(self.world)
        for kind in KINDS.values():
            at = reverse("fhir:search", args=[kind.name])
            yield from self._asked(f"{kind.name} all", [(at, {})])
            for param in (*kind.params, "_id", "_lastUpdated"):
                values = _values(param, kind, self.world, ids)
                yield from self._asked(f"{kind.name} by {param}", [(at, {param: value}) for value in values])
            reads = [reverse("fhir:read", args=[kind.name, key]) for key in ids]
            yield from self._asked(f"{kind.name} one", [(one, {}) for one in reads])
            yield from self._asked(f"{kind.name} posted", [(at, {}), (f"{at}/_search", {})], method="post")

    def _asked(self, thing: str, asked: list[tuple[str, dict[str, str]]], *, method: str = "get") -> Iterator[Any]:
        found = {name for at, query in asked for name in self._told(method, at, query)}
        if found:
            yield thing, [name for name in READ if name in found]

    def _told(self, method: str, at: str, query: dict[str, str]) -> list[str]:
        """Without the links of a bundle, which say again what was asked."""
        with transaction.atomic():
            answer = json.loads(getattr(self.client, method)(at, query).content)
            transaction.set_rollback(True)
        return named(json.dumps({key: said for key, said in answer.items() if key != "link"}), READ)


def _values(param: str, kind: Kind, world: World, ids: list[str]) -> list[str]:
    """Such as find somebody, where there is somebody to be found."""
    if param == "_lastUpdated":
        return ["ge2020-01-01"]
    if param == "_id":
        return [",".join(ids)]
    if kind.params[param].type == "reference":
        return [f"Patient/{one.public_id}" for one in (world.owner, world.neighbour)]
    return [CHART_NUMBER, ",".join(sorted({*codes.REQUEST_STATUS.values(), *codes.TASK_STATUS.values()}))]


def _ids(world: World) -> list[str]:
    """Of everything that could be meant, whatever its type."""
    goal = str(world.case.goals.earliest("pk").public_id)
    writer = rows.account_id(world.prescription.written_by_id)
    return [*map(str, (OWNER, CLIENT, PRESCRIBED, QUIET)), goal, writer, world.centre.slug]
