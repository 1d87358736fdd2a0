"""What this room puts into the copy of everything that somebody's centre holds about them."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from core import dates
from core.text import labelled, listed
from matches import presenters
from matches.models import Lift, MatchRequest, Say, Side, Visit, VisitorProfile
from matches.models.say import SayQuerySet
from people.copies import Rows, fields
from people.models import Person

SAID = ("went", "words", "goes_on", "said_at")


def wishes(person: Person) -> list[str]:
    """What they asked for, question by question. One query."""
    rows = MatchRequest.objects.filter(person=person).select_related("centre").order_by("created_at", "pk")
    return [labelled(fact["key"], fact["value"]) for row in rows for fact in presenters.facts(row)]


def wishes_as_data(person: Person) -> Rows:
    """The same for a program. One query."""
    rows = MatchRequest.objects.filter(person=person).order_by("created_at", "pk")
    said = ("kind", "languages", "with_interpreter", "interests", "parts", "prefers", "prefers_words", "wishes")
    home = ("at_home", "street", "town", "postal_code", "way_in", "around")
    came = ("source", "asked_by", "asked_by_contact", "agreed_at", "created_at", "state")
    return fields(rows, *said, *home, *came)


def visits_to(person: Person) -> list[str]:
    """When somebody visited them: first name, and whether it took place. One query."""
    rows = Visit.objects.filter(match__request__person=person).select_related("match__champion__person")
    return [
        labelled(f"{_at(row.starts_at)}, {row.match.champion.person.first_name}", row.get_state_display())
        for row in rows
    ]


def visits_to_as_data(person: Person) -> Rows:
    """The same for a program. One query."""
    rows = Visit.objects.filter(match__request__person=person).select_related("match__champion__person")
    return [
        {
            "starts_at": row.starts_at,
            "ends_at": row.ends_at,
            "visitor": row.match.champion.person.first_name,
            "state": row.state,
        }
        for row in rows
    ]


def visits_by(person: Person) -> list[str]:
    """When they visited somebody, whose name is not theirs to have on paper. One query."""
    rows = Visit.objects.filter(match__champion__person=person).order_by("starts_at", "pk")
    return [labelled(_at(row.starts_at), row.get_state_display()) for row in rows]


def visits_by_as_data(person: Person) -> Rows:
    """The same for a program. One query."""
    rows = Visit.objects.filter(match__champion__person=person).order_by("starts_at", "pk")
    return fields(rows, "starts_at", "ends_at", "state", "checked_in_at", "checked_out_at")


def lifts(person: Person) -> list[str]:
    """One query."""
    rows = Lift.objects.filter(person=person).order_by("pick_up_at", "pk")
    return [", ".join(_of_lift(row)) for row in rows]


def lifts_as_data(person: Person) -> Rows:
    """The same for a program. One query."""
    rows = Lift.objects.filter(person=person).order_by("pick_up_at", "pk")
    return fields(rows, "pick_up_at", "pick_up", "drop_off", "note", "aid", "state")


def _of_lift(row: Lift) -> Iterable[str]:
    yield _at(row.pick_up_at)
    yield from filter(None, (row.pick_up, row.drop_off, row.note, str(row.get_aid_display())))
    yield str(row.get_state_display())


def said_as_client(person: Person) -> list[str]:
    return _said(Side.PERSON, {"match__request__person": person})


def said_as_champion(person: Person) -> list[str]:
    return _said(Side.CHAMPION, {"match__champion__person": person})


def said_as_client_as_data(person: Person) -> Rows:
    return fields(_says(Side.PERSON, {"match__request__person": person}), *SAID)


def said_as_champion_as_data(person: Person) -> Rows:
    return fields(_says(Side.CHAMPION, {"match__champion__person": person}), *SAID)


def _said(side: Side, whose: dict[str, Person]) -> list[str]:
    return [f"{row.get_went_display()} {row.words}".strip() for row in _says(side, whose)]


def _says(side: Side, whose: dict[str, Person]) -> SayQuerySet:
    rows: SayQuerySet = Say.objects.filter(side=side, **whose).exclude(said_at=None)
    return rows.order_by("said_at", "pk")


def offers(person: Person) -> list[str]:
    """What they offer as a visitor. One query."""
    rows = VisitorProfile.objects.filter(champion__person=person).order_by("pk")
    return [", ".join(filter(None, (listed(row.likes), row.town))) for row in rows]


def offers_as_data(person: Person) -> Rows:
    """The same for a program. One query."""
    rows = VisitorProfile.objects.filter(champion__person=person).order_by("pk")
    about = ("kinds", "parts", "town", "postal_code", "reach", "most", "gender", "age_group", "avoids")
    return fields(rows, *about)


def _at(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{dates.full(local.date())}, {dates.clock(local)}"
