"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

SUPPORTER_ELSEWHERE = _("Choose somebody who works at this centre.")

register_words(
    {
        "supporter_elsewhere": SUPPORTER_ELSEWHERE,
        "already_champion": _("They are a Health Champion here already."),
        "already_on_the_way": _("They have said yes already: look at their file among the Health Champions."),
        "already_asked": _("Somebody has asked them already, and waits for their answer."),
        "invitation_needs_words": _("Write a sentence of your own: it is what makes people say yes."),
        "invitation_settled": _("This invitation is settled already."),
        "means_do_not_reach": _("That does not reach them. Choose another way to ask."),
        "needs_a_day_to_ask": _("Say on which day you want to ask."),
        "number_missing": _("Which number should we call?"),
        "leaving_needs_reason": _("Write in a few words why they leave."),
        "day_without_step": _("Say what is to be done on that day."),
        "application_closed": _("This cannot be changed any more. Call your centre if something is not right."),
        "application_unfinished": _("Some pages are not filled in yet."),
        "you_are_champion": _("You are a Health Champion there already. Thank you!"),
        "you_are_on_the_way": _("We know already that you would like to help. Somebody will talk with you soon."),
        "both_champions": _(
            "Both records are a Health Champion of %(centre)s, each with hours and groups of their own, so they "
            "cannot be merged. Keep the one that leads the groups, and set the other to “taking a break”."
        ),
    }
)
