"""A gentle word to whoever did not come, where the centre wants that."""

from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from activities.models import Attendance, Booking, Session
from activities.notices import tell

KIND_FOR = timedelta(days=3)  # later it would be odd


def tell_missed(session: Session, *, now: datetime) -> int:
    """Owe a word to whoever had a place, did not come and had not said so; never twice in a row, so nobody who missed
    the date before as well. Returns how many. For a register that was just closed; said again, it is said once.

    One query, and one a message. Needs `centre`.
    """
    if not session.centre.says_we_missed_you or now > session.ends_at + KIND_FOR:
        return 0
    earlier = Booking.objects.confirmed().filter(
        person=OuterRef("person"), session__activity=session.activity_id, session__starts_at__lt=session.starts_at
    )
    marked = earlier.exclude(attendance=Attendance.UNKNOWN).order_by("-session__starts_at", "-pk")
    before = Coalesce(Subquery(marked.values("attendance")[:1]), Value(""))
    missed = session.bookings.no_shows().annotate(before=before).exclude(before=Attendance.MISSED)
    rows = list(missed.select_related("person", "session").order_by("pk"))
    for booking in rows:
        tell("missed-you", booking)
    return len(rows)
