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
        "visit.happen": _("Wrote down a visit"),
        "visit.miss": _("Wrote down that a visit did not take place"),
        "visit.cancel": _("Cancelled a visit"),
    }
)
