"""The access log's words for what happens in this room."""

from django.utils.translation import gettext_lazy as _

from people.history import register_words

register_words(
    {
        "champion.invite": _("Asked this person to be a Health Champion"),
        "champion.apply": _("Wrote down that this person would like to be a Health Champion"),
        "champion.meet": _("Wrote down that they are getting to know each other"),
        "champion.screen": _("Began the steps before this person starts as a Health Champion"),
        "champion.leave": _("Wrote down the end as a Health Champion"),
        "champion.decline": _("Wrote down that it is not for now"),
        "champion.welcome": _("Welcomed this person as a Health Champion"),
        "champion.pause": _("Wrote down a break as a Health Champion"),
        "champion.resume": _("Wrote down the end of a break as a Health Champion"),
        "champion.planned": _("Wrote down the next step of this person as a Health Champion"),
        "champion_invitation.made": _("Sent or noted an invitation to be a Health Champion"),
        "champion_invitation.left": _("Left an invitation to be a Health Champion with the coordinator"),
        "champion_invitation.printed": _("Printed an invitation to be a Health Champion"),
        "champion_invitation.answered": _("Wrote down the answer to an invitation to be a Health Champion"),
        "champion_invitation.withdrawn": _("Took back an invitation to be a Health Champion"),
        "application.saved": _("Wrote down what this person would bring as a Health Champion"),
        "application.sent": _("Said that this is all that they wanted to tell as a Health Champion"),
        "champion.changed": _("Changed what we know of this person as a Health Champion"),
        "clearance.settled": _("Wrote down a step of this person as a Health Champion"),
        "hours.credited": _("Counted hours as a Health Champion"),
    }
)
