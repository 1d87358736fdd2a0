"""A file as another directory writes it: other ids, more tables, HTML in its texts, and mistakes."""

import io
import json
import zipfile

SERVICE = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
FOOD = {
    "id": SERVICE,
    "name": "Community Food Bank",
    "alternate_name": "The Cupboard",
    "description": "<p>Food for a week.</p><p>Bring bags &amp; boxes.</p>",
    "url": "food.example.org",
    "email": "food@example.org",
    "status": "inactive",
    "interpretation_services": "Portuguese on Mondays",
    "fees_description": "None.",
    "eligibility_description": "Residents of Elgin County",
    "minimum_age": 16,
    "assured_date": "2026-11-02",
    "accreditations": "Feed Ontario",
    "additional_urls": [{"id": "x", "url": "https://example.org"}],
    "organization": {
        "id": "ORG-12",
        "name": "Elgin Neighbours",
        "description": "A charity since 1984",
        "year_incorporated": 1984,
        "organization_identifiers": [
            {"id": "cra", "identifier_type": "Charity number", "identifier": "10000 0000 RR0001"}
        ],
    },
    "phones": [
        {"id": "p2", "number": "call the office", "type": "voice"},
        {
            "id": "p1",
            "number": "(519) 555-0100",
            "extension": 7,
            "type": "voice",
            "languages": [{"id": "pl", "code": "pt"}],
        },
        {"id": "p3", "number": "519 555 0102", "type": "fax"},
    ],
    "schedules": [
        {"id": "s1", "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00:00", "closes_at": "12:00:00"},
        {"id": "s2", "freq": "WEEKLY", "byday": "FR", "opens_at": "13:00", "closes_at": "16:00"},
    ],
    "languages": [{"id": "l1", "name": "English", "code": "eng"}, {"id": "l2", "name": "Tagalog", "code": "tl"}],
    "service_at_locations": [
        {
            "id": "sal",
            "location": {
                "id": "loc",
                "location_type": "physical",
                "latitude": 42.6,
                "longitude": -81.6,
                "external_identifier": "69796245",
                "external_identifier_type": "211 Ontario",
                "transportation": "No bus",
                "addresses": [
                    {
                        "id": "post",
                        "address_1": "PO Box 1",
                        "city": "West Lorne",
                        "state_province": "ON",
                        "postal_code": "N0L 2P0",
                        "country": "CA",
                        "address_type": "postal",
                    },
                    {
                        "id": "street",
                        "address_1": "160 Main Street",
                        "city": "West Lorne",
                        "state_province": "Ontario",
                        "postal_code": "N0L 2P0",
                        "country": "CA",
                        "address_type": "physical",
                    },
                ],
                "accessibility": [{"id": "a1", "description": "Ramp at the back"}],
            },
        }
    ],
    "contacts": [
        {"id": "c1", "name": "Front desk", "email": "not an address", "phones": [{"id": "p4", "number": "1"}]}
    ],
    "attributes": [
        {
            "id": "t1",
            "link_type": "category",
            "taxonomy_term": {"id": "BD-1800", "name": "Food", "description": "Food", "taxonomy": "211 taxonomy"},
        },
        {"id": "t2", "taxonomy_term": {"id": "BD-5000", "name": "Meals", "description": "Meals"}},
    ],
    "metadata": [
        {
            "id": "m1",
            "last_action_date": "2026-11-02",
            "last_action_type": "update",
            "field_name": "phone",
            "previous_value": "1",
            "replacement_value": "2",
            "updated_by": "Jo",
        }
    ],
}
NAMELESS = {"id": "6b1f0a4e-7d06-4a15-9a1b-000000000001", "name": " ", "status": "active"}
IDLESS = {"name": "Somewhere", "status": "active"}
ODD = {"id": "6b1f0a4e-7d06-4a15-9a1b-000000000002", "name": "Somewhere else", "status": "resting"}
OWN_ID = {
    "id": "4711",
    "name": "Rides",
    "status": "active",
    "minimum_age": 900,
    "assured_date": "last spring",
    "email": "rides at example.org",
    "url": "javascript:alert(1)",
    "description": "x" * 3000,
}
AGES = {
    "id": "6b1f0a4e-7d06-4a15-9a1b-000000000003",
    "name": "Club",
    "status": "active",
    "minimum_age": 30,
    "maximum_age": 20,
}
EVERYTHING = [FOOD, NAMELESS, IDLESS, ODD, OWN_ID, AGES, FOOD]


def as_json(services=EVERYTHING):
    return json.dumps(services).encode()


def as_zip(**tables):
    """Tables as CSV text, each by the name of its file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, text in tables.items():
            package.writestr(f"package/{name}.csv", text)
    return written.getvalue()
