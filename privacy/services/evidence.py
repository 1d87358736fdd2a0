"""What the rules about unusual looks have to know: read in a constant number of queries, however many looks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from activities.models import Booking
from centres.models import Centre
from core.actors import Channel
from core.models import AuditEvent
from core.text import fold
from matches.models import MatchRequest, VisitorProfile
from people.models import ContactPoint, Person, User
from privacy import rules
from privacy.models import Rule, UnusualLook, WellKnown

USUAL_OVER = timedelta(days=28)
WHOLE_CODE = 6  # letters and digits
# What staff open of one person. Names in lists are seen by the way, and what is found here is no new look.
LOOKS = Q(action__endswith=".viewed") | Q(action__in=["person.reach_viewed", "person.copied"])
NO_LOOKS = Q(action__startswith="unusuallook.") | Q(action__startswith="incident.")
# These alone say nothing about why somebody was looked at.
NO_DEEDS = LOOKS | NO_LOOKS | Q(action__in=["person.listed", "person.access_viewed", "trail.searched"])


def midnight(day: date, centre: Centre) -> datetime:
    return datetime.combine(day, time(0), centre.zone)


def looks_of(centre: Centre, first: date, last: date) -> QuerySet[AuditEvent]:
    """Every look of staff at a person, from the first day to the last."""
    span = {"at__gte": midnight(first, centre), "at__lt": midnight(last + timedelta(days=1), centre)}
    looks: QuerySet[AuditEvent] = AuditEvent.objects.filter(
        LOOKS, centre_id=centre.pk, channel=Channel.DESK, actor_user_id__isnull=False, person_id__isnull=False, **span
    )
    return looks.exclude(NO_LOOKS).order_by()


def read_looks(centre: Centre, first: date, last: date) -> list[rules.Look]:
    """One a viewer, person and day. One query."""
    found: dict[tuple[int, int, date], list[datetime]] = defaultdict(list)
    rows = looks_of(centre, first, last).order_by("at", "pk").values_list("actor_user_id", "person_id", "at")
    for viewer, person, at in rows.iterator():
        if viewer and person:
            local = at.astimezone(centre.zone)
            found[viewer, person, local.date()].append(local)
    return [
        rules.Look(viewer, person, day, moments[0], len(moments), next(filter(rules.is_odd, moments), None))
        for (viewer, person, day), moments in found.items()
    ]


def read_days(centre: Centre, first: date, last: date) -> dict[int, dict[date, int]]:
    """How many people each viewer looked at, day by day, also in the weeks before. One query."""
    looks = looks_of(centre, first - USUAL_OVER, last).annotate(day=TruncDate("at", tzinfo=centre.zone))
    counted = looks.values("actor_user_id", "day").annotate(people=Count("person_id", distinct=True))
    days: dict[int, dict[date, int]] = defaultdict(dict)
    for viewer, day, people in counted.values_list("actor_user_id", "day", "people"):
        if viewer:
            days[viewer][day] = people
    return days


def read_known(centre: Centre, first: date, last: date) -> rules.Known:
    """Ten queries."""
    looks = looks_of(centre, first, last)
    viewers, looked_at = looks.values("actor_user_id"), looks.values("person_id")
    accounts = list(User.objects.filter(pk__in=viewers).values_list("pk", "name", "email"))
    records = list(Person.objects.filter(user__in=viewers).values_list("user", "pk", "name"))
    people = dict(Person.objects.filter(pk__in=looked_at, erased_at=None).values_list("pk", "name"))
    own = _gathered((user, pk) for user, pk, _name in records)
    whose = (looked_at, Person.objects.filter(user__in=viewers).values("pk"))
    contacts = _gathered(ContactPoint.objects.filter(_either("person", whose)).values_list("person", "value"))
    postal = _postal(whose)
    emails = {pk: {email.lower()} for pk, _name, email in accounts}
    called = [(pk, name) for pk, name, _email in accounts] + [(user, name) for user, _pk, name in records]
    return rules.Known(
        viewers=set(emails),
        people=set(people),
        own=own,
        viewer_names=_family(called),
        names=_family(people.items()),
        viewer_contacts={pk: _of_own(own[pk], contacts) | emails[pk] for pk in emails},
        contacts=contacts,
        viewer_postal={pk: _of_own(own[pk], postal) for pk in emails},
        postal=postal,
        well_known=set(WellKnown.objects.filter(centre=centre).values_list("person", flat=True)),
        busy=_busy(centre, looked_at, first, last),
        until=last,
    )


def _either(field: str, whose: Iterable[Any]) -> Q:
    condition = Q()
    for people in whose:
        condition |= Q(**{f"{field}__in": people})
    return condition


def _of_own(records: Iterable[int], known: Mapping[int, set[str]]) -> set[str]:
    return {value for pk in records for value in known.get(pk, set())}


def _gathered(pairs: Iterable[tuple[Any, Any]]) -> dict[int, set[Any]]:
    found: dict[int, set[Any]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found


def _family(names: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    return _gathered((pk, part) for pk, name in names for part in rules.family_names(name))


def _postal(whose: Iterable[Any]) -> dict[int, set[str]]:
    """Where it was asked for, whole: who would like company, and who visits. Two queries."""
    asked = MatchRequest.objects.filter(_either("person", whose)).values_list("person", "postal_code")
    offers = VisitorProfile.objects.filter(_either("champion__person", whose))
    codes = [*asked, *offers.values_list("champion__person", "postal_code")]
    bare = ((pk, fold(code).replace(" ", "")) for pk, code in codes)
    return _gathered((pk, code) for pk, code in bare if len(code) == WHOLE_CODE)


def _busy(centre: Centre, looked_at: Any, first: date, last: date) -> dict[int, set[date]]:
    """The days on which something was done about somebody, or on which they had a place. Two queries."""
    since, until = midnight(first - rules.AROUND, centre), midnight(last + rules.AROUND + timedelta(days=1), centre)
    deeds = AuditEvent.objects.filter(person_id__in=looked_at, at__gte=since, at__lt=until).exclude(NO_DEEDS)
    places = Booking.objects.filter(person__in=looked_at, session__starts_at__gte=since, session__starts_at__lt=until)
    moments = [*deeds.order_by().values_list("person_id", "at"), *places.values_list("person", "session__starts_at")]
    return _gathered((pk, at.astimezone(centre.zone).date()) for pk, at in moments)


def answered(centre: Centre, since: date) -> set[tuple[int | None, int | None, str]]:
    """Whom a question about names and neighbours was answered for lately: it is not asked again. One query."""
    fine = UnusualLook.objects.filter(centre=centre, state="fine", day__gte=since, rule__in=[Rule.NAME, Rule.POSTAL])
    return set(fine.values_list("viewer", "person", "rule"))
