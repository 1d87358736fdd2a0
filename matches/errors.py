"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "wanted_already": _("They have asked for this already. Change what they asked for instead."),
        "street_missing": _("For visits at home we need the street, so that the visitor finds it."),
        "not_agreed_yet": _("Call the person first: nobody is looked for until they say themselves that they agree."),
        "somebody_is_asked": _("Another champion is thinking about it. Take that question back first."),
        "not_cleared": _("This champion is not cleared for it yet."),
        "not_ready_for_it": _("This champion has not said that they would like to do this, or has no room just now."),
        "not_with_oneself": _("A champion cannot be their own companion."),
        "still_together": _("They have each other. Say goodbye first, in the match."),
        "match_reason_needed": _("Say why, in a few words."),
        "meeting_passed": _("This time has passed. Choose one that lies ahead."),
        "day_passed": _("This day has passed. Choose one that lies ahead."),
        "comes_along_elsewhere": _("Choose somebody who works at this centre."),
        "nothing_asked": _("There is nothing to answer just now. Thank you all the same."),
        "matched_with_oneself": _(
            "One of these records is the champion of the other in a match, so they cannot be one human. "
            "End the match first if they are."
        ),
    }
)
