"""Word back to clinics outside: whoever wrote by a link is sent one that opens what became of it.

The letter names the centre alone. A link opens once, for a short while in one browser, and what is read there is put
together at that moment, as it is for those who have an account (`word_reading`).
"""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from core import audit, clock
from core.actors import SYSTEM
from core.throttle import Try
from prescriptions.models import LinkPurpose, Partner, PartnerLink, Prescription, Word
from prescriptions.services import partners, word_back, word_reading
from prescriptions.services.from_outside import BY_LINK
from prescriptions.services.partners import NewLink
from prescriptions.services.word_reading import Reading

AGAIN = 2  # new links in an hour for one that is over
OPEN_FOR = timedelta(minutes=30)  # long enough to print it; the computers of clinics are shared


def soon(prescription: Prescription) -> None:
    """Tell the clinic that wrote it, once what is new stands. Nobody, where it came by no link."""
    written = PartnerLink.objects.filter(purpose=LinkPurpose.WRITE, prescription=prescription)
    for partner_id in written.values_list("partner", flat=True):
        transaction.on_commit(partial(tell, partner_id))


def send(*, now: datetime) -> int:
    """The letters that had to wait for their day; answers with how many left. Safe to run at any moment."""
    written = PartnerLink.objects.filter(purpose=LinkPurpose.WRITE, partner__active=True)
    waits = written.filter(prescription__in=_unheard().values("prescription"))
    return sum(
        tell(pk, now=now) for pk in list(waits.order_by("partner").values_list("partner", flat=True).distinct())
    )


def tell(partner_id: int, *, now: datetime | None = None) -> bool:
    """Write to one clinic, where there is something new and today's letter has not gone; whether one left. Call it
    outside of any transaction."""
    made = _make(partner_id, now=now or clock.now())
    return bool(made) and partners.post("update_", made, by=SYSTEM)


@transaction.atomic
def _make(partner_id: int, *, now: datetime) -> list[NewLink]:
    """Under the clinic's lock: two that tell at once make one letter."""
    rows = Partner.objects.select_for_update(no_key=True, of=("self",)).select_related("centre")
    partner = rows.get(pk=partner_id)
    if not partner.active or _has_letter_of(partner, now):
        return []
    written = PartnerLink.objects.filter(partner=partner, purpose=LinkPurpose.WRITE).values("prescription")
    news = Prescription.objects.filter(pk__in=_unheard().filter(prescription__in=written).values("prescription"))
    return [partners.make_link(partner, reads=one, by=SYSTEM, now=now) for one in news.order_by("written_at", "pk")]


def _unheard() -> QuerySet[Word]:
    """What clients let be heard, nobody has read, and no letter has announced."""
    sent = PartnerLink.objects.filter(prescription=OuterRef("prescription"), purpose=LinkPurpose.READ)
    last = sent.exclude(sent_at=None).order_by().values("prescription").annotate(last=Max("made_at")).values("last")
    words = Word.objects.allowed().unread().filter(prescription__person__erased_at=None)
    return words.annotate(told_at=Subquery(last)).filter(Q(told_at=None) | Q(at__gt=F("told_at")))


def _has_letter_of(partner: Partner, now: datetime) -> bool:
    """Whether one was written on this day, there; also one that no mail server took: that is tried again tomorrow."""
    links = PartnerLink.objects.filter(partner=partner, purpose=LinkPurpose.READ)
    last = links.aggregate(at=Max("made_at"))["at"]
    zone = partner.centre.zone
    return bool(last) and last.astimezone(zone).date() == now.astimezone(zone).date()


def send_again(link: PartnerLink, *, now: datetime) -> bool:
    """A new link in the place of one that is over, to the clinic's own address and to no other; whether it left. Count
    `tries_again` before, and call it outside of any transaction."""
    if link.prescription is None:
        raise ValueError("a link that writes tells nothing")
    made = partners.make_link(link.partner, reads=link.prescription, by=SYSTEM, now=now)
    return partners.post("update_", [made], by=SYSTEM)


def tries_again(link: PartnerLink) -> Try:
    """So often may whoever holds a link that is over have a letter sent."""
    return Try("partner.again", str(link.pk), AGAIN)


# --- Reading ------------------------------------------------------------------------------------
@transaction.atomic
def use(link: PartnerLink, *, now: datetime) -> bool:
    """The clinic opens it: from now on it opens nothing but what this browser shows. False where it was over."""
    if not PartnerLink.objects.all().standing(now).filter(pk=link.pk).exists():
        return False
    if not PartnerLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None).update(used_at=now):
        return False
    audit.record("partner_link.used", by=BY_LINK, subject=link, centre_id=link.partner.centre_id)
    return True


def opened(pk: int, *, now: datetime) -> PartnerLink | None:
    """The link that was used a moment ago, with all that is shown of its prescription. One query."""
    rows = PartnerLink.objects.filter(pk=pk, purpose=LinkPurpose.READ, used_at__gt=now - OPEN_FOR, revoked_at=None)
    rows = rows.filter(partner__active=True, prescription__person__erased_at=None, prescription__isnull=False)
    return rows.select_related("partner__centre", "prescription__person", "prescription__centre").first()


@transaction.atomic
def read(link: PartnerLink) -> Reading:
    """What may be heard of it just now, by the clinic. The look is recorded, and what was new is read."""
    prescription = link.prescription
    if prescription is None:
        raise ValueError("a link that writes tells nothing")
    [reading] = word_reading.read([prescription])
    new = word_back.note_read(prescription, user_id=None)
    audit.record(
        "word.read_outside",
        by=BY_LINK,
        subject=prescription,
        person_id=prescription.person_id,
        told=str(reading.told),
        partner=link.partner_id,
        count=new,
    )
    return reading
