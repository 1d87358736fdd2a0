"""Where a service is, when it is open, and by which numbers it is reached, as a file says it."""

from typing import Any

from django.utils import translation

from centres.hsds.columns import ACCESS, TOLL_FREE
from centres.hsds.layout import Row
from core import dates, phones
from core.text import fold

FACT_OF = {label: fact for fact, label in ACCESS.items()}
YES_NO = {"yes": True, "no": False}
PROVINCES = {"ontario": "ON", "quebec": "QC", "manitoba": "MB"}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def read_place(entry: Any) -> None:
    """The first place of the service, and its first address that is not a box for letters."""
    at: Row = next(iter(entry.index.rows("service_at_location", "service_id", entry.id)), {})
    place = entry.index.one("location", at.get("location_id", ""))
    entry.use("service_at_location", at)
    entry.use("location", place)
    if "211" in place.get("external_identifier_type", ""):
        entry.say("record_211", place.get("external_identifier", ""))
    addresses = entry.index.rows("address", "location_id", place.get("id", ""))
    row: Row = next((one for one in addresses if one.get("address_type") != "postal"), {})
    entry.use("address", row)
    said = {"street": "address_1", "unit": "address_2", "town": "city", "postal_code": "postal_code"}
    for name, column in said.items():
        entry.say(name, row.get(column, "").strip())
    if province := row.get("state_province", "").strip():
        entry.say("province", PROVINCES.get(fold(province), province))


def read_access(entry: Any) -> None:
    for row in entry.index.rows("accessibility", "location_id", entry.ids.get("location", "")):
        fact = FACT_OF.get(row.get("description", ""))
        if fact and row.get("details") in YES_NO:
            entry.facts[fact] = YES_NO[row["details"]]
            entry.use(f"access:{fact}", row)
        elif "access:words" not in entry.ids:
            entry.say_in_words("access", row.get("description", ""))
            entry.use("access:words", row)


def read_hours(entry: Any) -> None:
    """The hours as the file words them, or else put into words; and the area that is served."""
    rows = _linked(entry, "schedule")
    worded = next((row for row in rows if row.get("description")), None)
    if worded:
        entry.say_in_words("hours", worded["description"])
        entry.use("hours", worded)
    elif rows:
        with translation.override(entry.language):
            entry.say_in_words("hours", "; ".join(filter(None, map(_hours, rows))))
        entry.use("hours", rows[0])
    for row in entry.index.rows("service_area", "service_id", entry.id)[:1]:
        entry.say_in_words("area", row.get("name", ""))
        entry.use("area", row)


def _hours(row: Row) -> str:
    """ "Mon, Tue 09:00–17:00": days as the file's language shortens them, times as they stand there."""
    days = [day.strip()[-2:] for day in row.get("byday", "").split(",") if day.strip()]
    named = ", ".join(dates.short_weekday(DAYS.index(day)) for day in days if day in DAYS)
    hours = "–".join(row[name][:5] for name in ("opens_at", "closes_at") if row.get(name))
    return " ".join(part for part in (named, hours) if part)


def read_phones(entry: Any) -> None:
    """One number of each sort: of the service, else of its place, else of its organisation."""
    for row in _linked(entry, "phone"):
        slot = _slot(row)
        if f"phone:{slot}" in entry.ids or not row.get("number"):
            continue
        number = _number(row["number"])
        if number is None:
            entry.remark("bad_phone", number=row["number"])
            continue
        entry.facts[slot] = number
        entry.use(f"phone:{slot}", row)
        if slot == "phone":
            entry.facts["extension"] = _extension(entry, row.get("extension", ""))


def _slot(row: Row) -> str:
    kind = row.get("type", "").lower()
    if kind == "fax":
        return "fax"
    if kind in ("textphone", "tty"):
        return "tty"
    return "toll_free" if row.get("description", "").startswith(TOLL_FREE) else "phone"


def _number(text: str) -> str | None:
    text = text.strip()
    if phones.is_short(text):
        return text
    try:
        return phones.to_e164(text)
    except phones.NotAPhone:
        return None


def _extension(entry: Any, text: str) -> int | None:
    if not text:
        return None
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        entry.remark("bad_extension", extension=text)
        return None


def _linked(entry: Any, table: str) -> list[Row]:
    """Rows of the service itself first, then of the service at its place, of the place, and of the organisation."""
    ways = (
        ("service_id", entry.id),
        ("service_at_location_id", entry.ids.get("service_at_location", "")),
        ("location_id", entry.ids.get("location", "")),
        ("organization_id", entry.ids.get("organization", "")),
    )
    found: list[Row] = []
    for column, value in ways:
        found += [row for row in entry.index.rows(table, column, value) if row not in found]
    return found
