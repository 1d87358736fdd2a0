"""What the framework takes by itself: a bare view, one joined query, thirty rows; and a calendar written by hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from activities.models import Session

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//floor//EN\r\n"


def page(request: HttpRequest) -> HttpResponse:
    rows = Session.objects.select_related("activity", "centre", "venue").order_by("pk")[:30]
    return render(request, "bench/floor.html", {"rows": rows})


def calendar(lines_an_event: list[tuple[str, ...]]) -> bytes:
    """The bytes of a calendar from values that are ready: string formatting and nothing else."""
    events = (
        "BEGIN:VEVENT\r\nUID:{}\r\nDTSTAMP:{}\r\nDTSTART;TZID=America/Toronto:{}\r\nDTEND;TZID=America/Toronto:{}\r\n"
        "SEQUENCE:0\r\nSTATUS:CONFIRMED\r\nSUMMARY:{}\r\nLOCATION:{}\r\nDESCRIPTION:{}\r\nURL:{}\r\nEND:VEVENT\r\n".format(
            *line
        )
        for line in lines_an_event
    )
    return (HEAD + "".join(events) + "END:VCALENDAR\r\n").encode()
