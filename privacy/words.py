"""What this room's deeds are called in the list of who has looked, and which of them stand in no list."""

from django.utils.translation import gettext_lazy as _

from people.history import register_words, withhold
from privacy.models import Incident, UnusualLook, WellKnown

# Whether a colleague was asked about a look, or a record belongs to an incident, is for privacy officers alone. So is
# that somebody is well known: the mark itself would tell.
withhold(UnusualLook)
withhold(Incident)
withhold(WellKnown)

register_words(
    {
        "trail.searched": _("Saw the name while looking for who looked"),
        "recordrequest.ask": _("Asked for the record, or for a correction"),
        "recordrequest.viewed": _("Read what was asked about the record"),
        "recordrequest.grant": _("Did what was asked about the record"),
        "recordrequest.refuse": _("Refused what was asked about the record"),
        "recordrequest.withdraw": _("Took back what was asked about the record"),
        "recordrequest.extended": _("Took thirty days more to answer"),
        "recordrequest.disagreed": _("Wrote down that they disagree"),
    }
)
