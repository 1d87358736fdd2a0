"""The access log's words for what happens in this room."""

from django.utils.translation import gettext_lazy as _

from people.history import register_words

register_words(
    {
        "matchrequest.receive": _("Put this person on the list of those who would like company"),
        "matchrequest.agreed": _("Wrote down that this person agrees to have company"),
        "matchrequest.changed": _("Changed what this person said about company"),
        "matchrequest.match": _("Found this person a companion"),
        "matchrequest.wait_again": _("Put this person’s wish for a companion back on the list"),
        "matchrequest.withdraw": _("Took back this person’s wish for a companion"),
        "matchrequest.end": _("Closed this person’s wish for a companion"),
        "match.propose": _("Asked a Health Champion on behalf of this person"),
        "match.with_champion": _("Wrote down a step of a match with this Health Champion"),
        "match.changed": _("Changed what was arranged for two people"),
        "match.said": _("Wrote down whether the visits shall go on"),
        "match.accept": _("Wrote down that the two will meet"),
        "match.try": _("Wrote down that the two try it out"),
        "match.go_on": _("Wrote down that the visits go on"),
        "match.decline": _("Wrote down that it did not come about"),
        "match.end": _("Wrote down the goodbye"),
        "say.given": _("Wrote down how the visits were"),
        "say.read": _("Read how the visits were"),
        "visitorprofile.changed": _("Changed what this Health Champion offers to one person"),
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
