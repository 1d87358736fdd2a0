"""The access log's words for what happens in this room."""

from django.utils.translation import gettext_lazy as _

from people.history import register_words

register_words(
    {
        "prescription.write": _("Wrote a social prescription"),
        "prescription.viewed": _("Looked at a social prescription"),
        "prescription.printed": _("Printed the slip of a social prescription"),
        "prescription.complete": _("Completed a social prescription"),
        "prescription.reopen": _("Took up a social prescription again"),
        "prescription.revoke": _("Revoked a social prescription"),
        "prescription.code_used": _("The code on the slip was used"),
        "case.open": _("Passed the prescription to the link workers"),
        "case.take": _("Began to walk with this person, as link worker"),
        "case.give_back": _("Gave the work back to the link workers"),
        "case.call_again": _("Wrote down that this person is to be called"),
        "case.wait": _("Wrote down that this person is waiting"),
        "case.go_on": _("Went on walking with this person"),
        "case.follow": _("Wrote down that this person is to be asked how it goes"),
        "case.finish": _("Wrote down that the work can end"),
        "case.close": _("Ended the link worker’s work"),
        "case.reopen": _("Took up the link worker’s work again"),
        "case.hand_over": _("Passed the work on to a colleague"),
        "case.planned": _("Wrote down the next step with this person"),
        "case.tried": _("Tried to reach this person"),
        "case.transferred": _("Passed the prescription on to another centre"),
        "case.viewed": _("Looked at the link worker’s work with this person"),
        "word.written": _("Noted how far the prescription has come, for whoever wrote it"),
        "word.viewed": _("Looked at what became of the prescription"),
        "word.read": _("Read what became of the prescription"),
        "word.read_outside": _("The clinic that prescribed read what became of it, by a link"),
        "prescription.sent": _("Another system of the centre read the prescription"),
        "prescription.exported": _("Put the prescription into a file"),
        "takingpart.linked": _("Wrote down that a group came of the prescription"),
    }
)
register_words(
    {
        "goal.name": _("Wrote down what this person hopes for"),
        "goal.weighed": _("Wrote down how much a goal matters to this person"),
        "goal.reworded": _("Changed the words of a goal"),
        "goal.reach": _("Wrote down that a goal is reached"),
        "goal.reach_partly": _("Wrote down that a goal is partly reached"),
        "goal.let_go": _("Wrote down that a goal was let go"),
        "goal.take_up": _("Took up a goal again"),
        "step.plan": _("Planned a step with this person"),
        "step.start": _("Wrote down that a step is under way"),
        "step.finish": _("Wrote down that a step is done"),
        "step.drop": _("Dropped a step of the plan"),
        "step.take_up": _("Took up a step of the plan again"),
        "plan.printed": _("Printed the plan"),
        "happening.settled": _("Wrote down what was done about news from a group"),
    }
)
