"""What a client agrees to at the moment of reading, as part of the query that reads."""

from django.db.models import BooleanField, DateTimeField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from people.models import Consent
from people.models.consent import Purpose


def agrees(purpose: Purpose, person: str = "person") -> Coalesce:
    """Of a row: whether the newest word of its person on this purpose is yes. Silence is no."""
    newest = Consent.objects.filter(person=OuterRef(person), purpose=purpose).order_by("-at", "-pk")
    return Coalesce(Subquery(newest.values("given")[:1], output_field=BooleanField()), Value(False))


def spoke_at(person: str = "person") -> Subquery:
    """Of a row: when its person last said how much may be heard."""
    newest = Consent.objects.filter(
        person=OuterRef(person), purpose__in=[Purpose.WORD_BACK, Purpose.WORD_BACK_DETAIL]
    ).order_by("-at", "-pk")
    return Subquery(newest.values("at")[:1], output_field=DateTimeField())
