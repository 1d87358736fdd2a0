"""The access log's words for what happens in this room."""

from django.utils.translation import gettext_lazy as _

from people.history import register_words

register_words(
    {
        "matchrequest.match": _("Found this person a companion"),
        "matchrequest.wait_again": _("Put this person’s wish for a companion back on the list"),
        "matchrequest.withdraw": _("Took back this person’s wish for a companion"),
        "matchrequest.end": _("Closed this person’s wish for a companion"),
        "match.accept": _("Wrote down that the two will meet"),
        "match.try": _("Wrote down that the two try it out"),
        "match.go_on": _("Wrote down that the visits go on"),
        "match.decline": _("Wrote down that it did not come about"),
        "match.end": _("Wrote down the goodbye"),
        "visit.plan": _("Planned a visit"),
        "visit.moved": _("Changed the time of a visit"),
        "visit.happen": _("Wrote down a visit"),
        "visit.miss": _("Wrote down that a visit did not take place"),
        "visit.cancel": _("Cancelled a visit"),
        "visit.address_seen": _("Saw the address, to visit this person"),
        "visit.checked_in": _("Said that they have arrived for a visit"),
        "visit.prolonged": _("Said that a visit takes longer"),
        "visit.help_asked": _("Asked for help during a visit"),
        "visit.logged": _("Wrote down how a visit was"),
        "visit.followed_up": _("Looked after what was to follow up from a visit"),
        "alert.raise": _("Nothing was heard of a visitor, or they asked for help"),
        "alert.take": _("Looked into what is the matter with a visit"),
        "alert.close": _("Wrote down what had happened with a visit"),
        "alert.viewed": _("Saw the address and the numbers to call, because of a visit"),
        "lift.ask": _("Asked for a lift"),
        "lift.changed": _("Changed a lift"),
        "lift.arrange": _("Found a driver for a lift"),
        "lift.give_back": _("Gave a lift back to staff"),
        "lift.done": _("Wrote down a lift"),
        "lift.miss": _("Wrote down that nobody was there for a lift"),
        "lift.cancel": _("Cancelled a lift"),
        "lift.sheet_seen": _("Saw the address, to drive this person"),
    }
)
