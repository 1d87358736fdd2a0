"""A dry run as a page, or a terminal, shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from centres.access_words import ACCESS
from centres.hsds.remarks import Remark, said
from centres.models.resource_choices import ResourceKind, ResourceState
from centres.services.resource_files import DryRun, Item, Outcome, Unread

OUTCOMES = {
    Outcome.NEW: (pgettext_lazy("resource", "New"), "green"),
    Outcome.CHANGED: (pgettext_lazy("resource", "Different"), "yellow"),
    Outcome.SAME: (pgettext_lazy("resource", "The same"), "grey"),
}
NAMES: dict[str, Any] = {
    "name": _("name"),
    "organisation": _("organisation"),
    "words": _("what it offers"),
    "whom": _("for whom"),
    "fee": _("more about the cost"),
    "access": _("getting in"),
    "referral": _("how to get there"),
    "area": _("area"),
    "hours": _("hours"),
    "wait": _("waiting time"),
    "kinds": _("what it is there for"),
    "min_age": _("ages"),
    "max_age": _("ages"),
    "cost": _("cost"),
    "languages": _("languages"),
    "referred_by": _("how to get there"),
    "phone": _("telephone"),
    "extension": _("extension"),
    "toll_free": _("toll-free number"),
    "tty": _("number for teletypewriters"),
    "fax": _("fax"),
    "email": _("e-mail address"),
    "website": _("address on the web"),
    "street": _("address"),
    "unit": _("address"),
    "town": _("town"),
    "province": _("province"),
    "postal_code": _("postal code"),
    "record_211": _("211 record"),
    "listed": _("who may see it"),
    "assured_on": _("when it was checked"),
    "assurer_email": _("who checked it"),
    "beyond": _("what is kept for the next export"),
    "state": _("whether it is open"),
    **{fact: words[0] for fact, words in ACCESS.items()},
}


@dataclass(frozen=True)
class Row:
    """One service of the file, in words."""

    line: int
    title: str
    outcome: str
    colour: str
    is_to_take: bool
    is_taken: bool
    what: str
    changed: str
    remarks: list[str]


@dataclass(frozen=True)
class Refused:
    line: int
    title: str
    why: str


def name_of(fact: str) -> str:
    """What a fact is called: "hours", whichever language it is in."""
    return str(NAMES.get(fact) or NAMES.get(fact.removesuffix("_en").removesuffix("_fr"), fact))


def rows(found: DryRun, taken: set[int] | None = None) -> list[Row]:
    """What would be done first, then what is there already."""
    shown = [_row(item, is_taken=taken is None or item.line in taken) for item in found.items]
    return sorted(shown, key=lambda one: (not one.is_to_take, one.line))


def _row(item: Item, *, is_taken: bool) -> Row:
    outcome, colour = OUTCOMES[item.outcome]
    facts = item.facts
    kinds = [str(ResourceKind(code).label) for code in facts["kinds"]]
    state = item.found.entry.stands
    said_of = [facts["town"], *kinds, str(state.label) if state != ResourceState.ACTIVE else ""]
    return Row(
        line=item.line,
        title=item.found.title,
        outcome=str(outcome),
        colour=colour,
        is_to_take=item.is_to_take,
        is_taken=is_taken,
        what=" · ".join(part for part in said_of if part),
        changed=", ".join(dict.fromkeys(name_of(fact) for fact in item.changed)),
        remarks=[_said(remark) for remark in item.remarks],
    )


def _said(remark: Remark) -> str:
    """A remark whose `name` is that of a fact says it as people call it."""
    if remark.code in ("cut", "bad_fact"):
        return said(Remark(remark.code, {**remark.values, "name": name_of(remark.values["name"])}))
    return said(remark)


def refused(found: DryRun) -> list[Refused]:
    return [_refused(one) for one in found.refused]


def _refused(one: Unread) -> Refused:
    return Refused(one.line, one.title or gettext("(no name)"), said(one.why))


def as_text(found: DryRun) -> Iterator[str]:
    """For a terminal."""
    yield from (said(remark) for remark in found.remarks)
    for one in rows(found):
        yield gettext("Entry %(line)d: %(title)s") % {"line": one.line, "title": one.title} + f" – {one.outcome}"
        yield from (f"    {detail}" for detail in (one.what, one.changed, *one.remarks) if detail)
    for other in refused(found):
        yield gettext("Entry %(line)d: %(title)s") % {"line": other.line, "title": other.title} + f" – {other.why}"
