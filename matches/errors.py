"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

VISIT_PAST = _("This time has passed. Choose one that lies ahead.")

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
        "meeting_passed": VISIT_PAST,
        "day_passed": _("This day has passed. Choose one that lies ahead."),
        "comes_along_elsewhere": _("Choose somebody who works at this centre."),
        "nothing_asked": _("There is nothing to answer just now. Thank you all the same."),
        "matched_with_oneself": _(
            "One of these records is the champion of the other in a match, so they cannot be one human. "
            "End the match first if they are."
        ),
        "match_over": _("These two do not meet any more, so no visit can be planned."),
        "visit_past": VISIT_PAST,
        "visit_too_far": _("That is more than a year ahead. Choose an earlier day."),
        "visit_taken": _("There is a visit at that time already."),
        "visit_begun": _("This visit has begun, so it cannot be changed any more. Please call the centre."),
        "visit_changed": _("Somebody else has changed this visit since you opened the page. Please look at it again."),
        "visit_not_planned": _("This visit is not on any more."),
        "visit_not_now": _("This visit is not today. You can say that you have arrived from three hours before it."),
        "visit_not_over": _("This visit has not begun yet."),
        "outcome_needed": _("Please write what had happened."),
        "log_too_late": _("This was too long ago. Please call the centre."),
        "lift_past": VISIT_PAST,
        "lift_back_too_soon": _("The way home has to be after the way there."),
        "lift_not_cleared": _("This champion is not cleared to drive others."),
        "lift_not_open": _("This lift is not open any more."),
        "lift_not_today": _("This lift is not due yet."),
        "lift_there": _("A lift is arranged for this place already."),
        "lift_changed": _("Somebody else has changed this lift since you opened the page. Please look at it again."),
    }
)
