"""Facts about two people, each by words that stand nowhere else, and who may ever read them.

`owner` is a client and a champion of the centre, `client` one whom it serves. A page shows a fact where its words
stand in the answer, whatever the answer is: a page, a sheet of paper, a file, a feed.
"""

import html
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponseBase
from pypdf import PdfReader

from people.models import Person
from tests.architecture.world import World
from tests.factories.people import ContactPointFactory


@dataclass(frozen=True)
class Fact:
    """`words` give it away; `seen_by` are the askers who may read it anywhere, by the letters of `ASKERS`."""

    words: str
    seen_by: str


# a: nobody in particular; o: the owner; c: the client; h: a champion who leads the group; then staff of the centre,
# C: coordinator, L: link worker, M: manager, P: provider, W: the provider who prescribed, E: evaluator.
# Whoever works at another centre is asked in all roles at once (X), and reads none of it.
ASKERS = "aochCLMPWEX"

# Pages that whoever holds a key opens, whoever they are: the key is in the address.
BY_KEY = frozenset({"certificates:with_code", "reference:answer"})

# Pages with a field in which to search, and where such a field is sent.
SEARCHES = frozenset(
    {
        "activities:list",
        "champions:everybody",
        "desk:home",
        "desk:people",
        "desk:people_search",
        "desk:person_doubles",
        "desk_activities:invite",
        "desk_cases:caseload",
        "desk_cases:search",
        "desk_phone:start",
        "desk_prescriptions:mine",
        "desk_resources:list",
        "home",
        "prescribing:find",
        "privacy:incident_people",
        "privacy:trail",
        "resources:list",
        "wagtail_serve",
    }
)

FACTS = {
    "owner's name": Fact("Quillon Zephyrine", "ohCLMPW"),
    "owner's number": Fact("613-555-0161", "oCLM"),
    "client's name": Fact("Marguerite Oldcastle", "cCLM"),
    "client's number": Fact("613-555-0162", "ocCLM"),
    "client's birthday": Fact("March 9, 1941", "cLM"),
    "client's needs": Fact("A chair by the door, please", "cLM"),
    "client's emergency": Fact("Wilhelmina", "cLM"),
    "client's street": Fact("77 Marigold Lane", "ocCLM"),
    "what matters to the owner": Fact("He misses somebody to have breakfast with.", "oLMW"),
    "owner's risk": Fact("A loose step at the back door.", "oLMW"),
    "owner's next step": Fact("Ring about the fishing club.", "oLM"),
    "owner's story": Fact("Since the soup on Tuesdays I have somebody to eat with.", "oCLM"),
    "try to reach the owner": Fact("The brother answered.", "oLM"),
    "owner's goal": Fact("To fish again.", "oLM"),
    "worry": Fact("She seemed afraid.", "CM"),
}


def lay_out(world: World) -> None:
    """Everything there is in the world, with the words of the facts in it."""
    world.everything()
    _is_called(world.owner, "Quillon Zephyrine", "+16135550161")
    _is_called(
        world.neighbour,
        "Marguerite Oldcastle",
        "+16135550162",
        birth_date=date(1941, 3, 9),
        access_needs="A chair by the door, please",
        emergency_name="Wilhelmina",
    )


def _is_called(person: Person, name: str, number: str, **details: object) -> None:
    Person.objects.filter(pk=person.pk).update(name=name, search_name=name.lower(), **details)
    point = person.contact_points.order_by("pk").first() or ContactPointFactory(person=person)
    type(point).objects.filter(pk=point.pk).update(value=number)
    person.refresh_from_db()


def shown(answer: HttpResponseBase) -> list[str]:
    """The names of the facts that stand in an answer."""
    text = " ".join(" ".join(_texts(answer)).split())
    return [name for name, fact in FACTS.items() if fact.words in text]


def _texts(answer: HttpResponseBase) -> Iterator[str]:
    content: bytes = answer.getvalue()  # type: ignore[attr-defined]
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("application/pdf"):
        yield from (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    elif content[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(content))
        yield from (archive.read(name).decode(errors="replace") for name in archive.namelist())
    else:
        yield html.unescape(content.decode(errors="replace"))
