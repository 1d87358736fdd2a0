"""The words that activities choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of thing people do there; the families follow the pilot's supports by type."""

    SOCIAL = "social", _("Getting together")
    GRIEF = "grief", _("Grief and loss")
    GAMES = "games", _("Cards and games")
    CRAFTS = "crafts", _("Arts and crafts")
    MUSIC = "music", _("Music")
    MOVEMENT = "movement", _("Moving and walking")
    FOOD = "food", _("Food and cooking")
    NATURE = "nature", _("Outdoors and nature")
    LEARNING = "learning", _("Learning")
    DIGITAL = "digital", _("Phones and computers")
    WELLBEING = "wellbeing", _("Wellbeing")
    NEWCOMERS = "newcomers", _("Newcomers")
    FAMILY = "family", _("Children and families")
    VISITS = "visits", _("Visits and rides")


class JoinMode(models.TextChoices):
    """How people join."""

    DROP_IN = "drop_in", _("Just come, no sign-up needed")
    SIGN_UP = "sign_up", _("Sign up for each date")
    STANDING = "standing", _("Sign up once for every date, or for one date to try it")
    COURSE = "course", _("A course: the same people every time")
    INVITATION = "invitation", _("By invitation or prescription")


class Frequency(models.TextChoices):
    """How often it happens. The weekday, and which one of the month, follow from the first date."""

    ONCE = "once", _("Once")
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month, on the same weekday (such as the second Tuesday)")
    MONTHLY_LAST = "monthly_last", _("Every month, on the last such weekday")


class OnHolidays(models.TextChoices):
    """What a group does when one of its dates falls on a public holiday; on closed days of the centre nobody meets."""

    SKIP = "skip", _("It does not meet")
    NEXT_DAY = "next_day", _("It meets on the next open day, such as the Tuesday after a holiday Monday")
    MEET = "meet", _("It meets all the same")


class Beyond(models.TextChoices):
    """Why a change is beyond what the leaders of a group make by themselves: so staff are asked for it.

    The first are named as the deeds (`centres.models.Deed`) that the group's leaders may not do.
    """

    MOVE = "move", _("Staff decide about the day and the time.")
    LENGTH = "length", _("Staff decide how long a date lasts.")
    CANCEL = "cancel", _("Staff decide whether a date is cancelled.")
    THIS_TIME = "this_time", _("Staff decide who stands in, and what is said about a date.")
    PLACE = "place", _("Staff decide about rooms and places.")
    SEATS = "seats", _("Staff decide how many seats there are.")
    PAUSE = "pause", _("Staff decide about pauses.")
    SERIES = "series", _("Staff decide when the group meets.")
    REST = "rest", _("Staff decide about this.")
    SHUT = "shut", _("The centre is closed on that day.")
    HOURS = "hours", _("The place is not open at that time.")
    ROOM = "room", _("The room is taken at that time.")
    BUSY = "busy", _("A leader is busy with another group at that time.")
