"""From the parameters of an address to rows, pages and a Bundle."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from centres.models import Centre
from prescriptions.fhir.mapping import Resource
from prescriptions.fhir.table import Kind, Rows, Unknown

COUNT, MOST = 20, 100
PREFIXES = {"ge": "gte", "gt": "gt", "le": "lte", "lt": "lt"}
PAGING = ("_count", "page", "_format")


class Refused(ValueError):
    """What was asked cannot be answered. `code` is FHIR's issue type."""

    def __init__(self, words: str, *, code: str = "invalid") -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True)
class Found:
    page: Page[Any]
    asked: list[tuple[str, str]]
    count: int


def search(kind: Kind, rows: Rows, query: QueryDict, centre: Centre) -> Found:
    """Raises `Refused`: a parameter that is not known narrows nothing down, and what it would have left out must not
    be handed over instead."""
    asked = [(name, value) for name, values in query.lists() for value in values]
    for name, value in asked:
        if name not in PAGING:
            rows = rows.filter(_condition(kind, name, value, centre))
    count = _number(query, "_count", COUNT, most=MOST)
    try:
        page = Paginator(rows, count).page(_number(query, "page", 1))
    except EmptyPage as error:
        raise Refused("There is no such page.") from error
    return Found(page, [(name, value) for name, value in asked if name not in ("page", "_count")], count)


def _number(query: Mapping[str, str], name: str, default: int, *, most: int | None = None) -> int:
    text = query.get(name, "") or str(default)
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise Refused(f"{name} is a whole number from 1.")
    return min(int(text), most) if most else int(text)


def _condition(kind: Kind, name: str, value: str, centre: Centre) -> Q:
    """Of one parameter; with commas, any of its values."""
    if not kind.has(name):
        raise Refused(f"{kind.name} cannot be searched by {name}.", code="not-supported")
    if name == "_lastUpdated":
        return _since(kind.updated, value)
    found = Q()
    for one in value.split(","):
        try:
            found |= kind.by_id(one) if name == "_id" else kind.params[name].means(one, centre)
        except Unknown:
            found |= Q(pk__in=[])
    return found


def _since(column: str, value: str) -> Q:
    """ "ge2026-11-29", "lt2026-11-29T10:00:00Z"; without a prefix, that day."""
    prefix, text = (value[:2], value[2:]) if value[:2] in PREFIXES else ("", value)
    moment = _moment(text)
    if prefix:
        return Q(**{f"{column}__{PREFIXES[prefix]}": moment})
    length = timedelta(days=1) if len(text) == len("2026-11-29") else timedelta(seconds=1)
    return Q(**{f"{column}__gte": moment, f"{column}__lt": moment + length})


def _moment(text: str) -> datetime:
    try:
        found = parse_datetime(text) if "T" in text else None
        day = None if found else parse_date(text)
    except ValueError as error:
        raise Refused("_lastUpdated is a date or a moment.") from error
    if day:
        found = datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())
    if found is None:
        raise Refused("_lastUpdated is a date or a moment.")
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def bundle(kind: Kind, found: Found, resources: list[Resource]) -> Resource:
    base = f"{settings.PUBLIC_BASE_URL}/fhir/{kind.name}"
    page = found.page
    links = [("self", page.number)]
    if page.has_previous():
        links.append(("previous", page.previous_page_number()))
    if page.has_next():
        links.append(("next", page.next_page_number()))
    entries = [{"fullUrl": f"{base}/{one['id']}", "resource": one, "search": {"mode": "match"}} for one in resources]
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": page.paginator.count,
        "link": [{"relation": relation, "url": _address(base, found, number)} for relation, number in links],
        **({"entry": entries} if entries else {}),
    }


def _address(base: str, found: Found, number: int) -> str:
    return f"{base}?{urlencode([*found.asked, ('_count', found.count), ('page', number)])}"
