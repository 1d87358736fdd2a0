"""The sheets that can be printed, each with its four copies: two languages, two sizes of print."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from activities.models import Activity, Session
from activities.presenters.calendar import FIRST_WEEKDAY, month_name
from activities.presenters.cards import foreign
from activities.presenters.paper import months_from
from centres.models import Centre
from core import dates
from core.copies import Copy, copies


@dataclass(frozen=True)
class Sheet:
    """One sheet. `lang` is set where its name is in the other language."""

    name: str
    copies: list[Copy]
    note: str = ""
    lang: str = ""


def of_centre(centre: Centre, today: date) -> list[Sheet]:
    """The calendars and the weeks that everybody may have."""
    this, following = months_from(today.replace(day=1), 2)
    sunday = today + timedelta(days=7 - (today.weekday() - FIRST_WEEKDAY) % 7)
    here = centre.slug
    return [
        Sheet(_("What is on this week"), copies("paper:this_week", here), _("One page for the waiting room")),
        Sheet(
            _("What is on next week"),
            copies("paper:week", here, sunday.isoformat()),
            _("From %(day)s on") % {"day": dates.day(sunday)},
        ),
        Sheet(month_name(this), copies("paper:month", here, this.year, this.month), _("For the fridge")),
        Sheet(month_name(following), copies("paper:month", here, following.year, following.month)),
        Sheet(
            _("%(month)s and two more months") % {"month": month_name(this)},
            copies("paper:month", here, this.year, this.month, query="months=3"),
            _("A page for each"),
        ),
    ]


def of_sign_in(sessions: list[Session]) -> list[Sheet]:
    return [
        Sheet(
            session.activity.title,
            copies("paper:sign_in", session.public_id),
            dates.when(session.local_start, session.local_end),
            foreign(Activity.title.written_in(session.activity)),
        )
        for session in sessions
    ]


def of_posters(activities: list[Activity]) -> list[Sheet]:
    return [
        Sheet(
            activity.title,
            copies("paper:poster", activity.pk),
            _("Names neither the group nor the place") if activity.sensitive else "",
            foreign(Activity.title.written_in(activity)),
        )
        for activity in activities
    ]
