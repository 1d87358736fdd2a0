"""What happened to a proposal, in plain words: who, when and what was said."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import words
from activities.answers import BY_NAME
from activities.models import Proposal, ProposalComment
from core.actors import Actor
from core.models import Transition
from people.names import Names

_TITLES: dict[str, str | Promise] = {
    "start": gettext_lazy("Started"),
    "submit": gettext_lazy("Sent to the centre"),
    "request_changes": gettext_lazy("A change was asked for"),
    "approve": gettext_lazy("Approved"),
    "decline": gettext_lazy("Declined"),
    "withdraw": gettext_lazy("Taken back"),
}
# What the first of two coordinators did, told to the second.
_DEEDS: dict[str, str | Promise] = {
    "approve": gettext_lazy("%(who)s approved it (%(when)s)."),
    "request_changes": gettext_lazy("%(who)s asked for changes (%(when)s)."),
    "decline": gettext_lazy("%(who)s declined it (%(when)s)."),
    "withdraw": gettext_lazy("%(who)s took it back (%(when)s)."),
    "submit": gettext_lazy("%(who)s sent it again (%(when)s)."),
}


@dataclass(frozen=True)
class Entry:
    """One step: its title, who took it, when in words, and what was said, by the question it was said about."""

    title: str
    who: str
    when: str
    texts: list[tuple[str, str]] = field(default_factory=list)


def of_proposal(proposal: Proposal, *, reader: Actor) -> list[Entry]:
    """Every step, oldest first. Needs `centre`; four queries at the most."""
    steps = list(Transition.of(proposal))
    names = Names(steps, reader=reader)
    said: dict[int, list[tuple[str, str]]] = {}
    decision: list[tuple[str, str]] = []
    for comment in proposal.comments.all():
        if comment.field == ProposalComment.DECISION:
            decision.append(("", comment.text))
            continue
        question = BY_NAME.get(comment.field)
        said.setdefault(comment.round, []).append((str(question.label) if question else "", comment.text))
    entries, round_, sent = [], 0, False
    for step in steps:
        title = str(_TITLES.get(step.name, step.name))
        if step.name == "submit":
            title, sent = (_("Sent again") if sent else title), True
        texts = [("", step.note)] if step.note else []
        if step.name == "request_changes":
            round_ += 1
            texts += said.get(round_, [])
        elif step.name in ("approve", "decline"):
            texts += decision
        entries.append(Entry(title, names.of(step), _when(proposal, step.at), texts))
    return entries


def deed(proposal: Proposal, step: Transition | None) -> str:
    """The step of somebody who was faster, as one sentence."""
    if step is None or step.name not in _DEEDS:
        return _("Somebody else was faster: this has changed since you opened it.")
    return str(_DEEDS[step.name]) % {"who": Names([step]).of(step), "when": _when(proposal, step.at)}


def _when(proposal: Proposal, at: datetime) -> str:
    return words.moment(at.astimezone(proposal.centre.zone))
