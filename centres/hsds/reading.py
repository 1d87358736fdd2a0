"""What a service in a file says, as facts of a resource; and what of it could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from centres.hsds import terms, values
from centres.hsds.columns import NOTHING, STATUS
from centres.hsds.index import Index
from centres.hsds.layout import TABLES, Row
from centres.hsds.reading_place import read_access, read_hours, read_phones, read_place
from centres.hsds.remarks import NotRead, Remark
from centres.models import Resource
from centres.models.resource_choices import Cost, ResourceKind, ResourceState
from core.languages import Spoken
from core.text import fold

STATES = {status: state for state, status in STATUS.items()} | {"inactive": ResourceState.PAUSED}
FREE_WORDS = frozenset({"free", "free of charge", "no fee", "no fees", "no cost", "none", "gratuit", "sans frais"})
ISO_639 = {"eng": "en", "fra": "fr", "fre": "fr"}
WORDS = {
    "name": "name",
    "words": "description",
    "whom": "eligibility_description",
    "fee": "fees_description",
    "referral": "application_process",
    "wait": "wait_time",
}


@dataclass
class Entry:
    """A service while it is read. `ids` says which row of the file became which of ours."""

    index: Index
    service: Row
    language: str
    facts: dict[str, Any] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    stands: ResourceState = ResourceState.ACTIVE
    changes: list[dict[str, str]] = field(default_factory=list)

    def remark(self, code: str, **values_: Any) -> None:
        self.remarks.append(Remark.of(code, **values_))

    def use(self, role: str, row: Row) -> None:
        if row.get("id"):
            self.ids[role] = row["id"]

    def say(self, name: str, text: str) -> None:
        """A text of one fact, cut where it is too long."""
        if not self.index.is_ours:
            text = values.plain(text)
        most = values.longest(name)
        if most and len(text) > most:
            self.remark("cut", most=most, name=name)
            text = f"{text[: most - 1].rstrip()}…"
        self.facts[name] = text

    def say_in_words(self, name: str, text: str) -> None:
        """A text that there is in both languages: the file's own goes to its language."""
        self.say(f"{name}_{self.language}", text)

    @property
    def id(self) -> str:
        return self.service["id"]


def defaults() -> dict[str, Any]:
    """What a resource says of which a file says nothing."""
    blank: dict[str, Any] = {f"{name}_{code}": "" for name in Resource.BILINGUAL for code in ("en", "fr")}
    blank |= dict.fromkeys(("cost", "phone", "toll_free", "tty", "fax", "email", "website", "street", "unit"), "")
    blank |= dict.fromkeys(("town", "postal_code", "record_211", "assurer_email"), "")
    blank |= dict.fromkeys(("min_age", "max_age", "extension", "assured_on", *Resource.ACCESS_FACTS))
    return {**blank, "province": "ON", "listed": True, "kinds": [], "languages": [], "referred_by": []}


def read(index: Index, service: Row, *, language: str) -> Entry:
    """Raises `NotRead` where no resource can be made of it. `language` is that of the file's words."""
    entry = Entry(index, service, "en" if index.is_ours else language, facts=defaults())
    _read_service(entry)
    _read_organisation(entry)
    read_place(entry)
    read_access(entry)
    read_hours(entry)
    read_phones(entry)
    _read_languages(entry)
    _read_cost(entry)
    _read_kinds(entry)
    _read_changes(entry)
    _read_own_facts(entry)
    return entry


def _read_service(entry: Entry) -> None:
    row = entry.service
    if said := row.get("said_id"):
        entry.remark("own_id", id=said)
    if not row.get("name", "").strip():
        raise NotRead("no_name")
    status = row.get("status", "active").strip().lower()
    if status not in STATES:
        raise NotRead("bad_status", status=status)
    if status == "inactive":
        entry.remark("inactive")
    entry.stands = STATES[status]
    for name, column in WORDS.items():
        entry.say_in_words(name, row.get(column, ""))
    entry.facts["email"] = _valid(entry, EmailValidator(), "email", row.get("email", ""), "bad_email")
    entry.facts["assurer_email"] = _valid(entry, EmailValidator(), "email", row.get("assurer_email", ""), "bad_email")
    website = row.get("url", "").strip()
    if website and "://" not in website:
        website = f"https://{website}"
    entry.facts["website"] = _valid(entry, URLValidator(("http", "https")), "address", website, "bad_website")
    for name, column in (("min_age", "minimum_age"), ("max_age", "maximum_age")):
        entry.facts[name] = _age(entry, row.get(column, ""))
    try:
        entry.facts["assured_on"] = values.from_text("assured_on", row.get("assured_date", "")[:10])
    except ValueError:
        entry.remark("bad_date", date=row["assured_date"])


def _valid(entry: Entry, check: Any, name: str, text: str, code: str) -> str:
    text = text.strip()
    try:
        if text:
            check(text)
    except ValidationError:
        entry.remark(code, **{name: text})
        return ""
    return text


def _age(entry: Entry, text: str) -> int | None:
    try:
        age = int(float(text)) if text else None
    except (ValueError, OverflowError):
        age = -1
    if age is not None and not 0 <= age <= 130:
        entry.remark("bad_age", age=text)
        return None
    return age


def _read_organisation(entry: Entry) -> None:
    row = entry.index.one("organization", entry.service.get("organization_id", ""))
    entry.use("organization", row)
    name = row.get("name", "")
    if fold(name) != fold(entry.service["name"]):
        entry.say_in_words("organisation", name)


def _read_languages(entry: Entry) -> None:
    by_name = {fold(str(label)): code for code, label in Spoken.choices}
    for row in entry.index.rows("language", "service_id", entry.id):
        said = row.get("code", "").lower()
        code = ISO_639.get(said, said)
        code = code if code in Spoken.values else by_name.get(fold(row.get("name", "")), "")
        if not code:
            entry.remark("language_unknown", language=row.get("name") or row.get("code", ""))
        elif code not in entry.facts["languages"]:
            entry.facts["languages"].append(code)
            entry.use(f"language:{code}", row)


def _read_cost(entry: Entry) -> None:
    for row in entry.index.rows("cost_option", "service_id", entry.id)[:1]:
        option, amount = row.get("option", ""), row.get("amount", "")
        entry.facts["cost"] = option if option in Cost.values else _by_amount(amount)
        entry.use("cost", row)
    if not entry.facts["cost"] and fold(entry.service.get("fees_description", "")).rstrip(".") in FREE_WORDS:
        entry.facts["cost"] = Cost.FREE.value


def _by_amount(amount: str) -> str:
    try:
        return Cost.FREE.value if float(amount) == 0 else Cost.FEE.value
    except ValueError:
        return ""


def _terms(entry: Entry) -> Iterator[tuple[Row, Row]]:
    for row in entry.index.rows("attribute", "link_id", entry.id):
        yield row, entry.index.one("taxonomy_term", row.get("taxonomy_term_id", ""))


def _read_kinds(entry: Entry) -> None:
    """Our own terms; else terms of another list that are called as ours are, in either language."""
    by_name = {fold(label): code for code, label in _kind_names()}
    for row, term in _terms(entry):
        term_id = row.get("taxonomy_term_id", "")
        if term.get("taxonomy_id") == terms.FACTS:
            continue
        code = terms.CODE_OF_KIND.get(term_id) or by_name.get(fold(term.get("name", "")), "")
        if not code:
            entry.remark("kind_unknown", kind=term.get("name") or term_id)
        elif code not in entry.facts["kinds"]:
            entry.facts["kinds"].append(code)
            if term_id == terms.kind_term(code):
                entry.use(f"kind:{code}", row)
    if not entry.facts["kinds"] and not entry.index.is_ours:
        entry.remark("no_kind")


def _kind_names() -> list[tuple[str, str]]:
    from_codes = [(code, code.replace("_", " ")) for code in ResourceKind.values]
    return [*from_codes, *((code, str(label)) for code, label in ResourceKind.choices)]


def _read_changes(entry: Entry) -> None:
    kept = ("id", "last_action_date", "last_action_type", "field_name", "updated_by")
    for row in entry.index.rows("metadata", "resource_id", entry.id):
        if not TABLES["metadata"].required <= row.keys():
            continue
        change = {name: row.get(name, "") for name in kept}
        for name in ("previous_value", "replacement_value"):
            change[name] = "" if row.get(name) == NOTHING else row.get(name, "")
        entry.changes.append(change)


def _read_own_facts(entry: Entry) -> None:
    """What only our own files say: it holds, whatever the columns say."""
    for row, term in _terms(entry):
        name = term.get("code", "")
        if term.get("taxonomy_id") != terms.FACTS or name not in entry.facts:
            continue
        try:
            entry.facts[name] = values.from_text(name, row.get("value", ""))
        except (ValueError, KeyError):
            entry.remark("bad_fact", value=row.get("value", ""), name=name)
        entry.use(f"fact:{name}", row)
