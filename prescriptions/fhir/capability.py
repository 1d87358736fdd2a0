"""What this server can do: made from the table, so that it tells the truth."""

from typing import Any

from django.conf import settings

from prescriptions.fhir.table import KINDS, Kind

CHANGED = "2026-11-29"  # the day on which the table last changed
SMART = "http://terminology.hl7.org/CodeSystem/restful-security-service"
OAUTH = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris"
SCOPE = "system/*.read"


def base() -> str:
    return f"{settings.PUBLIC_BASE_URL}/fhir"


def statement() -> dict[str, Any]:
    security = {
        "cors": False,
        "service": [{"coding": [{"system": SMART, "code": "SMART-on-FHIR"}]}],
        "description": "OAuth 2 client credentials; a client reads one centre. Reading alone.",
        "extension": [{"url": OAUTH, "extension": [{"url": "token", "valueUri": f"{base()}/token"}]}],
    }
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": CHANGED,
        "kind": "instance",
        "software": {"name": "Porchlight"},
        "implementation": {"description": "Social prescriptions of community health centres", "url": base()},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [{"mode": "server", "security": security, "resource": [_resource(kind) for kind in KINDS.values()]}],
    }


def _resource(kind: Kind) -> dict[str, Any]:
    params = [{"name": "_id", "type": "token"}]
    if kind.updated:
        params.append({"name": "_lastUpdated", "type": "date"})
    for name, param in kind.params.items():
        params.append({"name": name, "type": param.type, **({"documentation": param.about} if param.about else {})})
    return {
        "type": kind.name,
        "documentation": kind.about,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "versioning": "no-version",
        "searchParam": params,
    }


def smart() -> dict[str, Any]:
    return {
        "token_endpoint": f"{base()}/token",
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "grant_types_supported": ["client_credentials"],
        "scopes_supported": [SCOPE],
        "capabilities": ["client-confidential-symmetric", "permission-v1"],
    }
