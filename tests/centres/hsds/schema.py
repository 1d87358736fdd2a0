"""The fields of HSDS 3.0 that our files are held against, and a check of rows and objects.

The table below was condensed from the published JSON schemas (github.com/openreferral/specification,
schema/compiled/tabular.json), which are under the licence CC BY-SA 4.0; this table is under the same licence.

A line is a table: its file, and its fields. `!` marks what a row must have, `*` what it must have as a CSV table;
after a colon stands what is not plain text.
"""

import json
import re
from datetime import date
from uuid import UUID

PUBLISHED = """
organization organizations.csv id!:uuid name! alternate_name description! email:email website:uri tax_status tax_id \
year_incorporated:number legal_status logo uri:uri parent_organization_id:uuid
program programs.csv id!:uuid organization_id*:uuid name! alternate_name description!
service services.csv id!:uuid organization_id*:uuid program_id:uuid name! alternate_name description url:uri \
email:email status!:active|inactive|defunct|temporarily_closed interpretation_services application_process \
fees_description wait_time fees accreditations eligibility_description minimum_age:number maximum_age:number \
assured_date:date assurer_email:email licenses alert last_modified:datetime
attribute attributes.csv id!:uuid link_id*:uuid taxonomy_term_id*:uuid link_type link_entity* value
service_at_location service_at_location.csv id!:uuid service_id*:uuid location_id*:uuid description
location locations.csv id!:uuid location_type!:physical|postal|virtual url:uri organization_id:uuid name \
alternate_name description transportation latitude:number longitude:number external_identifier \
external_identifier_type
phone phones.csv id!:uuid location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid \
service_at_location_id:uuid number! extension:number type description
contact contacts.csv id!:uuid organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid name \
title department email:email
address addresses.csv id!:uuid location_id:uuid attention address_1! address_2 city! region state_province! \
postal_code! country! address_type!:physical|postal|virtual
schedule schedules.csv id!:uuid service_id:uuid location_id:uuid service_at_location_id:uuid valid_from:date \
valid_to:date dtstart:date timezone:number until:date count:number wkst:MO|TU|WE|TH|FR|SA|SU freq:WEEKLY|MONTHLY \
interval:number byday byweekno bymonthday byyearday description opens_at closes_at schedule_link:uri attending_type \
notes
funding funding.csv id!:uuid organization_id:uuid service_id:uuid source
service_area service_areas.csv id!:uuid service_id:uuid name description extent extent_type uri
required_document required_documents.csv id!:uuid service_id:uuid document uri:uri
language languages.csv id!:uuid service_id:uuid location_id:uuid phone_id:uuid name code note
accessibility accessibility.csv id!:uuid location_id:uuid description details url:uri
taxonomy_term taxonomy_terms.csv id!:uuid code name! description! parent_id:uuid taxonomy language taxonomy_id:uuid \
term_uri:uri
metadata metadata.csv id!:uuid resource_id*:uuid resource_type* last_action_date!:date last_action_type! field_name! \
previous_value! replacement_value! updated_by!
meta_table_description meta_table_descriptions.csv id!:uuid name language character_set
cost_option cost_options.csv id!:uuid service_id*:uuid valid_from:date valid_to:date option currency amount:number \
amount_description
organization_identifier organization_identifiers.csv id!:uuid organization_id*:uuid identifier_scheme \
identifier_type! identifier!
taxonomy taxonomies.csv id!:uuid name! description! uri:uri version
"""
# What hangs below a row in JSON: the table of each list, and of each single object.
LISTS = {
    "accessibility": "accessibility",
    "addresses": "address",
    "attributes": "attribute",
    "contacts": "contact",
    "cost_options": "cost_option",
    "funding": "funding",
    "languages": "language",
    "locations": "location",
    "metadata": "metadata",
    "organization_identifiers": "organization_identifier",
    "phones": "phone",
    "programs": "program",
    "required_documents": "required_document",
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
}
OBJECTS = {
    "location": "location",
    "organization": "organization",
    "program": "program",
    "taxonomy_detail": "taxonomy",
    "taxonomy_term": "taxonomy_term",
}
CODED = re.compile(r"^[a-z_A-Z|]+\|[a-z_A-Z|]+$")


def published() -> dict[str, tuple[str, dict[str, tuple[str, str]]]]:
    """By table: its file, and by field its mark (`!`, `*` or nothing) and its type."""
    found = {}
    for line in PUBLISHED.strip().splitlines():
        table, path, *fields = line.split()
        parts = {}
        for field in fields:
            name, _colon, kind = field.partition(":")
            parts[name.rstrip("!*")] = (name[-1] if name[-1] in "!*" else "", kind)
        found[table] = (path, parts)
    return found


def _fits(kind: str, value: object) -> bool:
    text = str(value)
    try:
        match kind:
            case "":
                return isinstance(value, str)
            case "uuid":
                return str(UUID(text)) == text
            case "number":
                return not isinstance(value, bool) and float(text) == float(text)
            case "date":
                return date.fromisoformat(text).isoformat() == text
            case "datetime":
                return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", text) is not None
            case "email":
                return re.fullmatch(r"[^@\s]+@[^@\s]+", text) is not None
            case "uri":
                return re.fullmatch(r"[a-z]+:\S+", text) is not None
        return text.replace(" ", "_") in kind.split("|")
    except ValueError:
        return False


def wrong_in_row(table: str, row: dict[str, str], *, header: bool = True) -> list[str]:
    """What breaks the schema in a row of a CSV table, where an empty cell is no value."""
    fields = published()[table][1]
    found = [f"{table}.{name} is no field" for name in row if name not in fields]
    for name, (mark, kind) in fields.items():
        value = row.get(name, "")
        if not value and mark:
            found.append(f"{table}.{name} is missing")
        elif value and not _fits(kind, value):
            found.append(f"{table}.{name}: {value!r} is no {kind}")
    return found


def wrong_in_object(table: str, thing: dict[str, object]) -> list[str]:
    """What breaks the schema in an object of the JSON form, with all that hangs below it."""
    fields = published()[table][1]
    found = [
        f"{table}.{name} is missing" for name, (mark, _kind) in fields.items() if mark == "!" and name not in thing
    ]
    for name, value in thing.items():
        if name in LISTS and isinstance(value, list):
            found += [wrong for one in value for wrong in wrong_in_object(LISTS[name], one)]
        elif name in OBJECTS and isinstance(value, dict):
            found += wrong_in_object(OBJECTS[name], value)
        elif name not in fields:
            found.append(f"{table}.{name} is no field")
        elif not _fits(fields[name][1], value) or (fields[name][1] == "number") == isinstance(value, str):
            found.append(f"{table}.{name}: {value!r} is no {fields[name][1] or 'text'}")
    return found


def wrong_in_json(content: bytes) -> list[str]:
    return [wrong for one in json.loads(content) for wrong in wrong_in_object("service", one)]
