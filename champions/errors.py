"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

SUPPORTER_ELSEWHERE = _("Choose somebody who works at this centre.")

register_words(
    {
        "supporter_elsewhere": SUPPORTER_ELSEWHERE,
        "support_plan_changed": _("The plan has changed since you opened it. Please read it once more."),
        "note_needs_words": _("Please write what you would like to keep."),
        "break_not_active": _("You are not active just now, so there is nothing to take a break from."),
        "break_ends_early": _("The end cannot be before the beginning. Leave it empty if you do not know."),
        "hours_not_serving": _("Hours can be written down once you are a Health Champion."),
        "hours_too_old": _("That is more than a year ago. Please call your centre: a person there writes it down."),
        "hours_ahead": _("That day has not come yet. Please write hours down once you have given them."),
        "hours_too_many": _("A day has 24 hours. Please write down each day by itself."),
        "hours_none": _("Please say how long it was."),
        "hours_need_reason": _("Please say why, in a few words."),
        "hours_not_counted": _("Only hours that are counted can be corrected."),
        "certificate_no_hours": _("No full hour is counted in that time, so there is nothing to certify yet."),
        "story_needs_words": _("Please say in a few words what the story is about."),
        "consent_first": _(
            "First write down that the champion has agreed in writing to this check. They agree anew to each check."
        ),
        "agreement_changed": _("There is a new text by now. Please read it, and sign that one."),
        "taken_back": _("This was taken back already."),
        "referee_unreachable": _("Write an e-mail address or a telephone number, so that we can ask them."),
        "enough_referees": _("There are four names already. Please ask the centre if one of them should change."),
        "answered_already": _("These questions are answered already. Thank you."),
        "nothing_to_ask": _("There is nothing left to ask by e-mail."),
        "references_first": _("Two references have to speak for the champion first."),
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
