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
        "both_champions": _(
            "Both records are a Health Champion of %(centre)s, each with hours and groups of their own, so they "
            "cannot be merged. Keep the one that leads the groups, and set the other to “taking a break”."
        ),
    }
)
