"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "proposal_incomplete": _("Some answers are still missing."),
        "proposal_not_yours_to_change": _("This proposal is being looked at, so it cannot be changed just now."),
        "comment_needed": _("Say what should change, so that the champion knows what to do."),
        "reason_needed": _("Say why, in a sentence that the champion can read."),
        "no_dates": _("With these answers there would be no date at all. Check the first and the last date."),
        "not_waiting": _("This proposal is not waiting for an answer any more."),
        "text_is_there": _("The text in this language is there already."),
        "session_cancelled": _("This date is cancelled."),
        "session_over": _("This date is over."),
        "sign_up_not_needed": _("No sign-up is needed here. Just come."),
        "sign_up_by_call": _("To join this group, please call the centre."),
        "too_many_seats": _("You can bring one person. For more, please call the centre."),
        "no_seat_for_companion": _("There is no free place for a second person. Your own place is safe."),
        "booking_ended": _("This place was cancelled before. You can sign up again."),
        "offer_over": _("This offer has ended, and the place went to the next person. You can sign up again."),
        "register_too_early": _("The register opens on the day of the session."),
        "register_closes_later": _("The register can be closed once the session has begun."),
        "form_sent_before": _("This form was sent already. To sign up somebody else, send it again."),
        "reach_needed": _("Tell us how we can reach you."),
        "name_needed": _("Write a name, or add one to the number of people without a name."),
    }
)
