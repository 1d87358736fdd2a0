"""schema.org's Event for search engines, as JSON-LD.

Never for a sensitive group: being found there would tell something about a person's health.
"""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from activities.choices import JoinMode
from activities.models import Activity, Session
from centres.models import Venue

# What could end the script element or begin a comment in it; JSON reads the escapes as the same characters.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def events(activity: Activity, sessions: list[Session], *, is_closed: bool = False) -> list[dict[str, Any]]:
    """One Event for each date. Needs `activity.centre`, `activity.venue` and each session's `venue` loaded.

    `is_closed`: a course that takes nobody else in.
    """
    if activity.sensitive:
        return []
    shared = _shared(activity)
    return [shared | _of_date(session, activity, is_closed) for session in sessions]


def _shared(activity: Activity) -> dict[str, Any]:
    url = settings.PUBLIC_BASE_URL + reverse("activities:detail", args=[activity.slug])
    shared: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": activity.title,
        "url": url,
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "organizer": {
            "@type": "Organization",
            "name": activity.centre.name,
            "telephone": activity.centre.phone,
            "url": settings.PUBLIC_BASE_URL,
        },
        "superEvent": {"@type": "EventSeries", "name": activity.title, "url": url},
    }
    if activity.summary:
        shared["description"] = activity.summary
    if activity.languages:
        shared["inLanguage"] = list(activity.languages)
    if activity.audience:
        shared["audience"] = {"@type": "Audience", "audienceType": activity.audience}
    return shared


def _of_date(session: Session, activity: Activity, is_closed: bool) -> dict[str, Any]:
    zone = activity.centre.zone
    status = "EventCancelled" if session.is_cancelled else "EventScheduled"
    own: dict[str, Any] = {
        "startDate": session.starts_at.astimezone(zone).isoformat(),
        "endDate": session.ends_at.astimezone(zone).isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "location": _location(session.venue or activity.venue, activity),
    }
    if not session.is_cancelled:
        own["offers"] = _offer(session, activity, is_closed)
    if session.capacity is not None:
        own["maximumAttendeeCapacity"] = session.capacity
        own["remainingAttendeeCapacity"] = session.seats_left
    return own


def _offer(session: Session, activity: Activity, is_closed: bool) -> dict[str, Any]:
    sold_out = is_closed or (activity.join_mode != JoinMode.DROP_IN and session.is_full)
    return {
        "@type": "Offer",
        "price": "0",
        "priceCurrency": "CAD",
        "availability": f"https://schema.org/{'SoldOut' if sold_out else 'InStock'}",
        "url": settings.PUBLIC_BASE_URL + reverse("activities:detail", args=[activity.slug]),
    }


def _location(venue: Venue | None, activity: Activity) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": venue.town if venue else activity.centre.town,
        "addressRegion": "ON",
        "addressCountry": "CA",
    }
    if venue and venue.street:
        address["streetAddress"] = venue.street
    if venue and venue.postal_code:
        address["postalCode"] = venue.postal_code
    place: dict[str, Any] = {"@type": "Place", "name": (venue or activity.centre).name, "address": address}
    if venue and venue.latitude is not None and venue.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(venue.latitude),
            "longitude": float(venue.longitude),
        }
    return place


def as_script_text(data: list[dict[str, Any]]) -> SafeString:
    """JSON that can stand inside a script element, whatever the texts contain."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))
