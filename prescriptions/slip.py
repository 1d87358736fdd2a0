"""What the slip says that is handed to the client, in the active language: warm words, and never what is wrong."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities import wording
from activities.presenters.cards import foreign
from activities.presenters.detail import Text, text
from core import dates, qr
from prescriptions import needs
from prescriptions.models import Level, Prescription, Reach, Source


@dataclass(frozen=True)
class Slip:
    """A private group is named where `is_named` alone."""

    first_name: str
    wrote: str
    day: str
    warm: list[str]
    thing: Text
    when: str
    where: str
    phone_of_thing: str
    next_step: str
    code: str
    code_until: str
    address: str
    scan: qr.Code

    @classmethod
    def of(cls, prescription: Prescription, *, is_named: bool) -> "Slip":
        """Needs the person, the centre, and what it names loaded."""
        enter = f"{settings.PUBLIC_BASE_URL}{reverse('prescribed:enter')}"
        zone = prescription.centre.zone
        return cls(
            first_name=prescription.person.first_name,
            wrote=_writer(prescription),
            day=dates.day(prescription.written_at.astimezone(zone).date(), year=True),
            warm=needs.in_warm_words(prescription.needs),
            thing=_thing(prescription, is_named=is_named),
            when=_slip_when(prescription),
            where=_where(prescription, is_named=is_named),
            phone_of_thing=prescription.resource.phone_shown if prescription.resource else "",
            next_step=_next_step(prescription),
            code=prescription.code_shown,
            code_until=dates.day(prescription.code_until.astimezone(zone).date(), year=True),
            address=enter.partition("//")[2].rstrip("/"),
            scan=qr.code(f"{enter}#{prescription.code}"),
        )


def _writer(prescription: Prescription) -> str:
    """Who thought of them; empty where they came by themselves."""
    if prescription.source == Source.SELF:
        return ""
    name, beside = (
        prescription.writer_name,
        ", ".join(filter(None, (prescription.writer_role, prescription.organization))),
    )
    return f"{name} ({beside})" if name and beside else name or beside


def _thing(prescription: Prescription, *, is_named: bool) -> Text:
    group, resource = prescription.activity, prescription.resource
    if group:
        if group.sensitive and not is_named:
            return Text(wording.discreet_title(prescription.centre), "")
        return text(group, "title")
    if resource:
        return Text(str(resource.name), foreign(type(resource).name.written_in(resource)))
    return Text("", "")


def _slip_when(prescription: Prescription) -> str:
    if prescription.session:
        session = prescription.session
        return capfirst(dates.when(session.local_start, session.local_end))
    return wording.rule_in_words(prescription.activity) if prescription.activity else ""


def _where(prescription: Prescription, *, is_named: bool) -> str:
    if prescription.resource:
        return str(prescription.resource.address)
    group = prescription.activity
    if group is None or (group.sensitive and not is_named):
        return ""
    venue = prescription.session.venue if prescription.session else group.venue
    return ", ".join(filter(None, (venue.name, venue.address))) if venue else ""


def _next_step(prescription: Prescription) -> str:
    if not Level(prescription.level).is_walked:
        return _("Go when it suits you. If you would like company on the way, or have a question, call us.")
    if prescription.reach == Reach.NOBODY:
        return _("We do not contact you. Come by or call when you like: somebody at the centre has time for you.")
    if prescription.level == Level.MEDIUM:
        return _("Somebody from the centre gets in touch and looks with you for what suits you.")
    return _("Somebody from the centre gets in touch, asks what matters to you, and goes along where you like.")
