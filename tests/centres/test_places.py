from datetime import date

import pytest
from django.core.exceptions import ValidationError

from centres.models import Centre, Venue
from centres.services import places
from core.actors import SYSTEM
from core.models import AuditEvent

pytestmark = pytest.mark.django_db

FACTS = {"name_en": "Maple Falls", "name_fr": "Maple Falls", "town": "Maple Falls", "phone": "+16135550100"}


def test_centre_opens_with_venues_and_closed_days_and_all_is_recorded():
    centre = places.open_centre(slug="maple-falls", timezone="America/Winnipeg", by=SYSTEM, **FACTS)
    venue = places.add_venue(centre=centre, name_en="Hall", step_free=True, by=SYSTEM)
    places.close(
        centre=centre,
        first_day=date(2026, 12, 24),
        last_day=date(2026, 12, 31),
        reason_en="Holidays",
        reason_fr="Fêtes",
        by=SYSTEM,
    )
    assert list(Centre.public()) == [centre]
    assert (str(centre.zone), list(Venue.of(centre.pk)), venue.town) == ("America/Winnipeg", [venue], "Maple Falls")
    assert (venue.step_free, venue.parking) == (True, None)
    assert {event.centre_id for event in AuditEvent.objects.all()} == {centre.pk}
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == [
        "centre.opened",
        "venue.added",
        "closure.added",
    ]


def test_centre_in_no_time_zone_does_not_open():
    with pytest.raises(ValidationError, match="not a time zone"):
        places.open_centre(slug="maple-falls", timezone="Canada/Nowhere", by=SYSTEM, **FACTS)
    assert Centre.objects.count() == 0
