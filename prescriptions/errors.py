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
