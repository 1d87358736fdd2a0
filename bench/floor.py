"""What the framework takes by itself: a bare view, one joined query, thirty rows; and a calendar written by hand."""

import os
import re
from datetime import datetime
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from activities.models import Session

Value = str | datetime
MOST = 74  # octets a line before its fold, as the library has it
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION"}
STAMP = re.compile(r"(\d{8}T\d{6})(Z?)$")


def feed(_request: HttpRequest) -> HttpResponse:
    """The bytes of a finished calendar, written by hand for each visit; no model, no cache, no tag."""
    return HttpResponse(calendar(_values()), content_type="text/calendar; charset=utf-8")


def not_modified(_request: HttpRequest) -> HttpResponse:
    """What any answer takes that says nothing and asks nothing."""
    return HttpResponse(status=304)


@cache
def _values() -> list[tuple[str, Value]]:
    """Taken from the file that a measurement has written before."""
    return taken_apart(Path(os.environ["BENCH_FEED"]).read_bytes())


def page(request: HttpRequest) -> HttpResponse:
    rows = Session.objects.select_related("activity", "centre", "venue").order_by("pk")[:30]
    return render(request, "bench/floor.html", {"rows": rows})


def taken_apart(calendar: bytes) -> list[tuple[str, Value]]:
    """A finished calendar as the values that it was made of: dates as dates, text without its escapes."""
    found: list[tuple[str, Value]] = []
    for line in calendar.decode().replace("\r\n ", "").rstrip("\r\n").split("\r\n"):
        name, value = re.split(r":(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", line, maxsplit=1)
        if name.startswith(("DTSTART;TZID", "DTEND;TZID", "DTSTAMP")) and (stamp := STAMP.match(value)):
            found.append((name, datetime.strptime(stamp[1], "%Y%m%dT%H%M%S")))  # noqa: DTZ007 - taken apart, not meant
        elif name.split(";")[0] in TEXTS:
            found.append((name, re.sub(r"\\(.)", lambda at: "\n" if at[1] in "nN" else at[1], value)))
        else:
            found.append((name, value))
    return found


def calendar(values: list[tuple[str, Value]]) -> bytes:
    """The same bytes again, by hand: format, escape, fold at 75 octets, join."""
    lines: list[bytes] = []
    for name, value in values:
        if isinstance(value, datetime):
            text = value.strftime("%Y%m%dT%H%M%S") + ("Z" if name == "DTSTAMP" else "")
        elif name.split(";")[0] in TEXTS:
            escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
            text = escaped.replace("\n", "\\n")
        else:
            text = value
        line = f"{name}:{text}".encode()
        while len(line) > MOST + line.startswith(b" "):
            cut = MOST + line.startswith(b" ")
            while line[cut] & 0xC0 == 0x80:  # never inside a character
                cut -= 1
            head = line[:cut]
            if (len(head) - len(head.rstrip(b"\\"))) % 2:  # nor between a backslash and what it escapes
                cut -= 1
            lines.append(line[:cut])
            line = b" " + line[cut:]
        lines.append(line)
    return b"\r\n".join(lines) + b"\r\n"
