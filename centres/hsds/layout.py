"""The tables of HSDS 3.0: their files, their columns, and how their rows hang together."""

import re
from typing import NamedTuple

Row = dict[str, str]
Tables = dict[str, list[Row]]


class Table(NamedTuple):
    """Its file, its columns, what those hold that are no plain text, and those that no row goes without."""

    path: str
    columns: tuple[str, ...]
    kinds: dict[str, str]
    required: frozenset[str]


def _table(path: str, columns: str) -> Table:
    """`!` marks what a row must have; after a colon stands what is not plain text, or the only words that may stand
    there."""
    parts = [re.fullmatch(r"(\w+)(!?):?(.*)", column) for column in columns.split()]
    found = [part.groups() for part in parts if part]
    return Table(
        path,
        tuple(name for name, _mark, _kind in found),
        {name: kind for name, _mark, kind in found if kind},
        frozenset(name for name, mark, _kind in found if mark),
    )


TABLES: dict[str, Table] = {
    "organization": _table(
        "organizations.csv",
        "id!:uuid name! alternate_name description! email:email website:uri tax_status tax_id "
        "year_incorporated:number legal_status logo uri:uri parent_organization_id:uuid",
    ),
    "program": _table("programs.csv", "id!:uuid organization_id!:uuid name! alternate_name description!"),
    "service": _table(
        "services.csv",
        "id!:uuid organization_id!:uuid program_id:uuid name! alternate_name description url:uri email:email "
        "status!:active|inactive|defunct|temporarily_closed interpretation_services application_process "
        "fees_description wait_time fees accreditations eligibility_description minimum_age:number "
        "maximum_age:number assured_date:date assurer_email:email licenses alert last_modified:datetime",
    ),
    "attribute": _table(
        "attributes.csv",
        "id!:uuid link_id!:uuid taxonomy_term_id!:uuid link_type link_entity! value",
    ),
    "service_at_location": _table(
        "service_at_location.csv",
        "id!:uuid service_id!:uuid location_id!:uuid description",
    ),
    "location": _table(
        "locations.csv",
        "id!:uuid location_type!:physical|postal|virtual url:uri organization_id:uuid name alternate_name "
        "description transportation latitude:number longitude:number external_identifier "
        "external_identifier_type",
    ),
    "phone": _table(
        "phones.csv",
        "id!:uuid location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid "
        "service_at_location_id:uuid number! extension:number type description",
    ),
    "contact": _table(
        "contacts.csv",
        "id!:uuid organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid name "
        "title department email:email",
    ),
    "address": _table(
        "addresses.csv",
        "id!:uuid location_id:uuid attention address_1! address_2 city! region state_province! postal_code! "
        "country! address_type!:physical|postal|virtual",
    ),
    "schedule": _table(
        "schedules.csv",
        "id!:uuid service_id:uuid location_id:uuid service_at_location_id:uuid valid_from:date valid_to:date "
        "dtstart:date timezone:number until:date count:number wkst:MO|TU|WE|TH|FR|SA|SU freq:WEEKLY|MONTHLY "
        "interval:number byday byweekno bymonthday byyearday description opens_at closes_at schedule_link:uri "
        "attending_type notes",
    ),
    "funding": _table("funding.csv", "id!:uuid organization_id:uuid service_id:uuid source"),
    "service_area": _table("service_areas.csv", "id!:uuid service_id:uuid name description extent extent_type uri"),
    "required_document": _table("required_documents.csv", "id!:uuid service_id:uuid document uri:uri"),
    "language": _table("languages.csv", "id!:uuid service_id:uuid location_id:uuid phone_id:uuid name code note"),
    "accessibility": _table("accessibility.csv", "id!:uuid location_id:uuid description details url:uri"),
    "taxonomy_term": _table(
        "taxonomy_terms.csv",
        "id!:uuid code name! description! parent_id:uuid taxonomy language taxonomy_id:uuid term_uri:uri",
    ),
    "metadata": _table(
        "metadata.csv",
        "id!:uuid resource_id!:uuid resource_type! last_action_date!:date last_action_type! field_name! "
        "previous_value! replacement_value! updated_by!",
    ),
    "cost_option": _table(
        "cost_options.csv",
        "id!:uuid service_id!:uuid valid_from:date valid_to:date option currency amount:number amount_description",
    ),
    "organization_identifier": _table(
        "organization_identifiers.csv",
        "id!:uuid organization_id!:uuid identifier_scheme identifier_type! identifier!",
    ),
    "taxonomy": _table("taxonomies.csv", "id!:uuid name! description! uri:uri version"),
}

NUMBERS = frozenset(
    (name, column) for name, table in TABLES.items() for column, kind in table.kinds.items() if kind == "number"
)


class Child(NamedTuple):
    """What hangs below a row in JSON: under which name, from which table, by which of its columns."""

    name: str
    table: str
    column: str


# Several rows that point at their parent.
MANY: dict[str, tuple[Child, ...]] = {
    "service": (
        Child("phones", "phone", "service_id"),
        Child("schedules", "schedule", "service_id"),
        Child("service_areas", "service_area", "service_id"),
        Child("service_at_locations", "service_at_location", "service_id"),
        Child("languages", "language", "service_id"),
        Child("funding", "funding", "service_id"),
        Child("cost_options", "cost_option", "service_id"),
        Child("required_documents", "required_document", "service_id"),
        Child("contacts", "contact", "service_id"),
    ),
    "service_at_location": (
        Child("contacts", "contact", "service_at_location_id"),
        Child("phones", "phone", "service_at_location_id"),
        Child("schedules", "schedule", "service_at_location_id"),
    ),
    "location": (
        Child("languages", "language", "location_id"),
        Child("addresses", "address", "location_id"),
        Child("contacts", "contact", "location_id"),
        Child("accessibility", "accessibility", "location_id"),
        Child("phones", "phone", "location_id"),
        Child("schedules", "schedule", "location_id"),
    ),
    "organization": (
        Child("funding", "funding", "organization_id"),
        Child("contacts", "contact", "organization_id"),
        Child("phones", "phone", "organization_id"),
        Child("locations", "location", "organization_id"),
        Child("programs", "program", "organization_id"),
        Child("organization_identifiers", "organization_identifier", "organization_id"),
    ),
    "phone": (Child("languages", "language", "phone_id"),),
    "contact": (Child("phones", "phone", "contact_id"),),
}
# One row to which the parent points by this column of its own.
ONE: dict[str, tuple[Child, ...]] = {
    "service": (Child("organization", "organization", "organization_id"), Child("program", "program", "program_id")),
    "service_at_location": (Child("location", "location", "location_id"),),
    "attribute": (Child("taxonomy_term", "taxonomy_term", "taxonomy_term_id"),),
    "taxonomy_term": (Child("taxonomy_detail", "taxonomy", "taxonomy_id"),),
}
# What any row may have: attributes and metadata, which name the table that they speak of.
NO_ATTRIBUTES = frozenset({"attribute", "metadata", "taxonomy", "taxonomy_term"})
LINKS = {
    "attribute": Child("attributes", "link_id", "link_entity"),
    "metadata": Child("metadata", "resource_id", "resource_type"),
}


def empty() -> Tables:
    return {name: [] for name in TABLES}
