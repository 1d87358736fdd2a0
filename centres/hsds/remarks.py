"""What there is to say about a file and its entries: a code with its values, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, str | Promise] = {
    # Of a whole file
    "too_large": _("The file is too large to be read here. The person who runs the site can bring it in."),
    "empty": _("The file is empty."),
    "not_hsds": _("This is not a file of resources. It has to be HSDS 3, as JSON or as a .zip with .csv tables."),
    "bad_json": _("This JSON is broken at line %(line)d: %(why)s."),
    "bad_zip": _("This .zip cannot be opened."),
    "bad_table": _("%(name)s is not a table that can be read. It is left out."),
    "unknown_file": _("%(name)s is no table of HSDS 3.0. It is left out."),
    "unknown_column": _("%(table)s: “%(name)s” is no field of HSDS 3.0. It is left out."),
    "no_services": _("The file has no services, and so no resources."),
    # Of an entry that makes no resource
    "no_id": _("It has no id."),
    "twice": _("Its id stands in the file before, at entry %(line)d."),
    "no_name": _("It has no name."),
    "bad_status": _("“%(status)s” is no status. It has to be active, inactive, defunct or temporarily closed."),
    "kept_elsewhere": _("%(centre)s keeps this resource. Ask them to change it."),
    "refused": _("It cannot be kept: %(why)s"),
    # Of a fact that could not be read
    "bad_phone": _("The telephone number “%(number)s” could not be read."),
    "bad_extension": _("The extension “%(extension)s” is no number."),
    "bad_email": _("“%(email)s” is not an e-mail address."),
    "bad_website": _("“%(address)s” is not an address on the web."),
    "bad_age": _("The age “%(age)s” could not be read."),
    "bad_date": _("The day on which it was checked, “%(date)s”, could not be read."),
    "own_id": _("Its id, “%(id)s”, is no UUID. It has one that is made of it, and is known again by that."),
    "bad_cell": _("%(table)s, %(name)s: “%(value)s” is not what HSDS takes there. It is left out."),
    "bad_row": _("A row of %(table)s has no %(name)s. It is left out."),
    "bad_fact": _("“%(value)s” could not be read (%(name)s)."),
    "language_unknown": _("The language “%(language)s” is not on our list."),
    "kind_unknown": _("The category “%(kind)s” has no counterpart here."),
    "no_kind": _("No kind of ours fits: choose one once it is here."),
    "cut": _("A text was longer than %(most)d characters and was cut (%(name)s)."),
    "inactive": _("“Inactive” was taken for “closed for now”."),
    "kept_along": _("Kept for the next export, and shown nowhere: %(tables)s."),
    "newer_here": _("It was checked here on %(day)s, later than in the file. That day stays."),
    "known_by_211": _("It is known here by its 211 record."),
}


@dataclass(frozen=True)
class Remark:
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str, **values: Any) -> "Remark":
        return cls(code, values)


class NotRead(Exception):
    """An entry, or a whole file, of which nothing can be made."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.remark = Remark(code, values)


def said(remark: Remark) -> str:
    """In the active language."""
    return str(_WORDS[remark.code]) % remark.values
