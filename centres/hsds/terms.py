"""Our own lists in HSDS: the kinds of resources, and the facts that its columns have no place for; and ids for rows.

An id is made of what it belongs to, so the same resource has the same rows in every export.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from django.utils import translation

from centres.hsds.layout import Row
from centres.models.resource_choices import ResourceKind

OURS = UUID("5d6f2f0c-8f0b-5d52-9a0e-6f6f726368ff")
KINDS, FACTS = str(uuid5(OURS, "taxonomy:kinds")), str(uuid5(OURS, "taxonomy:facts"))
TAXONOMIES: list[Row] = [
    {"id": KINDS, "name": "Porchlight kinds", "description": "What a resource is there for"},
    {"id": FACTS, "name": "Porchlight facts", "description": "What a resource says beyond the columns of HSDS"},
]


def kind_term(code: str) -> str:
    return str(uuid5(OURS, f"kind:{code}"))


def fact_term(name: str) -> str:
    return str(uuid5(OURS, f"fact:{name}"))


def term_row(term_id: str, code: str, *, taxonomy: Row) -> Row:
    """A term; `code` is a kind or the name of a fact."""
    with translation.override("en"):
        name = str(ResourceKind(code).label) if taxonomy["id"] == KINDS else code
    return {
        "id": term_id,
        "code": code,
        "name": name,
        "description": name,
        "taxonomy": taxonomy["name"],
        "language": "en",
        "taxonomy_id": taxonomy["id"],
    }


CODE_OF_KIND = {kind_term(code): code for code in ResourceKind.values}


def row_id(resource: Any, role: str) -> str:
    """The id of one of a resource's rows: as the file had it from which it came, or made of the resource's own."""
    known: Mapping[str, str] = resource.beyond.get("ids", {})
    return known.get(role) or str(uuid5(resource.public_id, role))


def organisation_id(resource: Any, name: str) -> str:
    """One organisation has one id, whichever of its services is written."""
    known: Mapping[str, str] = resource.beyond.get("ids", {})
    return known.get("organization") or str(uuid5(OURS, f"organization:{name.casefold()}"))
