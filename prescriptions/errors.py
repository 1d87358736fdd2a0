"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "consent_needed": _("Ask the client first: nothing is written down unless they agree to be referred."),
        "need_missing": _("Choose at least one thing that it is for."),
        "risks_missing": _("Write what there is to know, or choose that no risks are known."),
        "thing_missing": _("A light prescription refers to one thing: choose a group, a date or a resource."),
        "code_mistyped": _("Please look at the nine digits again: one of them is different from your slip."),
        "code_unknown": _("This code does not open anything now. Please call the centre; they will help you."),
        "revoke_reason_needed": _("Say why, in a few words: the link worker reads it."),
        "provider_missing": _("Choose who prescribed it: they hear what comes of it."),
        "not_offered": _("This is not offered any more. Please choose again."),
        "partner_known": _("This e-mail address belongs to another partner of the centre."),
        "partner_stopped": _("Links to this partner are stopped. Start them again first."),
        "link_over": _("This link does not open anything any more. Please ask the centre for a new one."),
        "case_not_taken": _("Take it on first; then write down what you did."),
        "step_missing": _("Write what comes next, in a few words."),
        "step_day_missing": _("On which day? Then it comes back to you by itself."),
        "step_passed": _("Choose today or a day to come."),
        "agreement_taken_back": _("They have taken back their agreement: stop, and close."),
        "not_to_be_contacted": _(
            "They asked not to be contacted: they come to us. Write down only what was said in person."
        ),
        "outcome_missing": _("Choose how far they came, as they see it."),
        "tries_too_few": _("Your centre tries %(needed)s times first, in at least two ways or on two days."),
        "cannot_walk_it": _("This colleague may not see this client’s work. Choose somebody else."),
        "transfer_consent_needed": _("Ask the client first: nothing goes to another centre unless they agree."),
        "same_centre": _("Choose another centre than yours."),
        "system_unnamed": _("Give the other system a name, so that you know it again."),
        "exchange_file_unread": _(
            "This is no table of prescriptions: the first line names the columns, as in a file from here."
        ),
        "exchange_too_long": _("The file has more than %(most)d lines. Please bring it in parts."),
        "exchange_file_changed": _("Something has changed here since you looked at the file. Please look again."),
        "prescription_over": _("This prescription is not in force any more."),
    }
)
register_words(
    {
        "plan_of_closed": _("The work on this prescription has ended. Take it up again first."),
        "goal_needs_words": _("Write what they hope for, in their own words."),
        "goal_of_another": _("This goal belongs to somebody else’s plan. Choose one of this plan."),
        "weigh_one": _("Choose a number for one of the two at least."),
        "weighed_to_ten": _("Choose a number from 0 to 10."),
        "step_needs_words": _("Write what is to be done, in a few words."),
        "resource_not_there": _("This is not on the map any more. Choose something else."),
    }
)
