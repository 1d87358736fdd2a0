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
        "champion.changed": _("Changed what we know of this person as a Health Champion"),
        "clearance.settled": _("Wrote down a step of this person as a Health Champion"),
        "champion.viewed": _("Looked at the file as a Health Champion"),
        "support_plan.written": _("Wrote the support plan as a Health Champion"),
        "support_plan.said_right": _("Said that the support plan is right"),
        "champion_note.written": _("Wrote a note about supporting this person as a Health Champion"),
        "break.asked": _("Asked for a break as a Health Champion"),
        "break.called_off": _("Needed no break after all"),
        "hours.ask": _("Wrote down hours as a Health Champion"),
        "hours.count": _("Counted hours as a Health Champion"),
        "hours.decline": _("Did not count hours as a Health Champion"),
        "hours.corrected": _("Corrected hours as a Health Champion"),
        "milestone.thanked": _("Thanked this person for their hours or years"),
        "certificate.issued": _("Made a certificate of volunteer hours"),
        "certificate.printed": _("Printed a certificate of volunteer hours"),
        "certificate.checked": _("Checked whether a certificate is true"),
        "certificate.revoked": _("Ended a certificate of volunteer hours"),
        "thank_you.printed": _("Printed a letter of thanks"),
        "story_consent.given": _("Wrote down the consent to tell this person’s story"),
        "story_consent.withdrawn": _("Wrote down that this person’s story is not to be told any more"),
        "clearance.signed": _("Signed the confidentiality agreement"),
        "clearance.taken_back": _("Took back a step of this person as a Health Champion"),
        "checkconsent.written": _("Wrote down their consent to a police record check"),
        "referee.named": _("Named somebody who knows this person"),
        "referee.asked": _("Wrote to somebody who knows this person"),
        "referee.removed": _("Removed somebody who knows this person"),
        "referenceanswer.given": _("Told us how they know this person"),
        "referenceanswer.judged": _("Decided about a reference of this person"),
        "trainingtaken.done": _("Went through training as a Health Champion"),
        "hours.credited": _("Counted hours as a Health Champion"),
    }
)
