"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "look_needs_words": _("Write a few words: what you found out, or what you asked."),
        "found_ahead": _("This day has not come yet."),
        "received_ahead": _("This day has not come yet. When did they ask?"),
        "contained_too_early": _("It cannot have been contained before it was found."),
        "incident_closed": _("This incident is closed. Open it again first."),
        "incident_not_contained": _("Say first since when it is contained."),
        "incident_nobody_told": _("The people affected have not been told. Write down when and how they were."),
        "incident_commissioner_not_told": _(
            "By what is ticked, the Commissioner must be told. Write down when and how that was done."
        ),
        "incident_nothing_changed": _("Write down what was changed, so that it does not happen again."),
        "correction_needs_words": _("Write what is not right, and how it should be."),
        "record_asked_already": _("This has been asked for already, and an answer is due."),
        "answer_needs_words": _("Write a few words for the person: what was done, or why not."),
        "cannot_extend": _("More time can be taken once, and only before the answer is late."),
        "nothing_refused": _("There is no refused correction to disagree with."),
        "statement_needs_words": _("Write what you would like whoever reads the record to know."),
    }
)
