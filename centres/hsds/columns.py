"""A resource as rows of HSDS, as far as there are columns for it. French words go where there are no English ones."""

from datetime import UTC

from django.utils import translation

from centres.hsds import terms
from centres.hsds.layout import Row, Tables, empty
from centres.models import Resource
from centres.models.resource_choices import Cost, ResourceState
from core.languages import Spoken

STATUS = {
    ResourceState.ACTIVE: "active",
    ResourceState.PAUSED: "temporarily closed",
    ResourceState.GONE: "defunct",
}
ACCESS = {
    "step_free": "Step-free entrance",
    "accessible_washroom": "Accessible washroom",
    "parking": "Parking",
    "hearing_loop": "Hearing loop",
    "scent_free": "Scent-free",
    "quiet_space": "Quiet space",
}
NOTHING = "(empty)"  # metadata must say what a value was, also where it was none
TOLL_FREE = "Toll-free"


def rows_of(resource: Resource) -> Tables:
    found = empty()
    service = str(resource.public_id)
    place = terms.row_id(resource, "location")
    found["organization"].append(_organisation(resource))
    found["service"].append(_service(resource, found["organization"][0]["id"]))
    found["service_at_location"].append(
        {"id": terms.row_id(resource, "service_at_location"), "service_id": service, "location_id": place}
    )
    found["location"].append(_location(resource, place))
    found["address"] += _address(resource, place)
    found["phone"] += _phones(resource, service)
    found["accessibility"] += _accessibility(resource, place)
    for name, table, column in (("hours", "schedule", "description"), ("area", "service_area", "name")):
        if words := _either(resource, name):
            found[table].append({"id": terms.row_id(resource, name), "service_id": service, column: words})
    found["language"] += _languages(resource, service)
    found["cost_option"] += _cost(resource, service)
    for code in resource.kinds:
        term = terms.kind_term(code)
        found["attribute"].append(attribute(resource, f"kind:{code}", term, "kind", ""))
        found["taxonomy_term"].append(terms.term_row(term, code, taxonomy=terms.TAXONOMIES[0]))
    found["taxonomy"] += [dict(row) for row in terms.TAXONOMIES]
    found["metadata"] += _metadata(resource, service)
    return {table: [filled(row) for row in rows] for table, rows in found.items()}


def filled(row: Row) -> Row:
    """Without the columns that say nothing."""
    return {name: text for name, text in row.items() if text}


def attribute(resource: Resource, role: str, term: str, link_type: str, value: str) -> Row:
    return {
        "id": terms.row_id(resource, role),
        "link_id": str(resource.public_id),
        "taxonomy_term_id": term,
        "link_type": link_type,
        "link_entity": "service",
        "value": value,
    }


def _either(resource: Resource, name: str) -> str:
    return getattr(resource, f"{name}_en") or getattr(resource, f"{name}_fr")


def _organisation(resource: Resource) -> Row:
    name = _either(resource, "organisation") or _either(resource, "name")
    return {"id": terms.organisation_id(resource, name), "name": name, "description": name}


def _service(resource: Resource, organisation: str) -> Row:
    return {
        "id": str(resource.public_id),
        "organization_id": organisation,
        "name": _either(resource, "name"),
        "description": _either(resource, "words"),
        "url": resource.website,
        "email": resource.email,
        "status": STATUS[ResourceState(resource.state)],
        "application_process": _either(resource, "referral"),
        "fees_description": _either(resource, "fee"),
        "wait_time": _either(resource, "wait"),
        "eligibility_description": _either(resource, "whom"),
        "minimum_age": _number(resource.min_age),
        "maximum_age": _number(resource.max_age),
        "assured_date": resource.assured_on.isoformat() if resource.assured_on else "",
        "assurer_email": resource.assurer_email,
        "last_modified": f"{resource.changed_at.astimezone(UTC).replace(tzinfo=None).isoformat('T', 'milliseconds')}Z",
    }


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _location(resource: Resource, place: str) -> Row:
    return {
        "id": place,
        "location_type": "physical" if resource.street or resource.town else "virtual",
        "external_identifier": resource.record_211,
        "external_identifier_type": "211" if resource.record_211 else "",
    }


def _address(resource: Resource, place: str) -> list[Row]:
    """Only where it is whole: HSDS takes no other."""
    if not all((resource.street, resource.town, resource.province, resource.postal_code)):
        return []
    row = {
        "id": terms.row_id(resource, "address"),
        "location_id": place,
        "address_1": resource.street,
        "address_2": resource.unit,
        "city": resource.town,
        "state_province": resource.province,
        "postal_code": resource.postal_code,
        "country": "CA",
        "address_type": "physical",
    }
    return [row]


def _phones(resource: Resource, service: str) -> list[Row]:
    said = (
        ("phone", resource.phone, "voice", ""),
        ("toll_free", resource.toll_free, "voice", TOLL_FREE),
        ("tty", resource.tty, "textphone", ""),
        ("fax", resource.fax, "fax", ""),
    )
    return [
        {
            "id": terms.row_id(resource, f"phone:{slot}"),
            "service_id": service,
            "number": number,
            "extension": _number(resource.extension) if slot == "phone" else "",
            "type": kind,
            "description": words,
        }
        for slot, number, kind, words in said
        if number
    ]


def _accessibility(resource: Resource, place: str) -> list[Row]:
    known = [(fact, getattr(resource, fact)) for fact in Resource.ACCESS_FACTS]
    rows = [
        {
            "id": terms.row_id(resource, f"access:{fact}"),
            "location_id": place,
            "description": ACCESS[fact],
            "details": "yes" if value else "no",
        }
        for fact, value in known
        if value is not None
    ]
    if words := _either(resource, "access"):
        rows.append({"id": terms.row_id(resource, "access:words"), "location_id": place, "description": words})
    return rows


def _languages(resource: Resource, service: str) -> list[Row]:
    with translation.override("en"):
        names = [(code, str(Spoken(code).label)) for code in resource.languages]
    return [
        {"id": terms.row_id(resource, f"language:{code}"), "service_id": service, "name": name, "code": code}
        for code, name in names
    ]


def _cost(resource: Resource, service: str) -> list[Row]:
    if not resource.cost:
        return []
    row = {"id": terms.row_id(resource, "cost"), "service_id": service, "option": resource.cost, "currency": "CAD"}
    return [{**row, "amount": "0"} if resource.cost == Cost.FREE else row]


def _metadata(resource: Resource, service: str) -> list[Row]:
    return [
        {
            **entry,
            "resource_id": service,
            "resource_type": "service",
            "previous_value": entry["previous_value"] or NOTHING,
            "replacement_value": entry["replacement_value"] or NOTHING,
        }
        for entry in resource.changes
    ]
