"""The access log's words for what happens in this room."""

from django.utils.translation import gettext_lazy as _

from people.history import register_words

register_words(
    {
        "measuringplan.save": _("Decided what the centre asks its clients"),
        "sitting.viewed": _("Opened questions about how this person is"),
        "sitting.printed": _("Printed questions about how this person is"),
        "sitting.plan": _("Planned when this person is asked how they are"),
        "sitting.open": _("Asked this person how they are"),
        "sitting.finish": _("Wrote down that this person answered how they are"),
        "sitting.decline": _("Wrote down that this person would rather not say how they are"),
        "sitting.lapse": _("Closed questions that were not answered in time"),
        "sitting.call_off": _("Called off questions to this person"),
        "equityanswers.answer": _("Wrote down who this person says they are, apart from the record"),
        "story.viewed": _("Opened a story that this person told"),
        "story.quoted": _("Read a story of this person as far as they let it be told"),
        "story.tell": _("Kept a story that this person told"),
        "story.choose": _("Wrote down how far a story of this person may go"),
        "story.propose": _("Shortened a story of this person, and asks them"),
        "story.agree": _("Wrote down that this person agrees to the text of their story"),
        "story.refuse": _("Wrote down that this person does not want the text of their story"),
        "story.withdraw": _("Took a story of this person back, and deleted it"),
        "report.taken": _("Took a report of numbers as a file"),
        "survey.open": _("Asked champions, providers or managers for their view"),
        "survey.viewed": _("Looked at what champions, providers or managers said together"),
        "evidence.export": _("Took the tables of numbers as a file"),
        "evidence.attendance": _("Took the centre’s attendance as a file, without names"),
    }
)
