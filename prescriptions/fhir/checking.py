"""Nothing leaves that is not what it says: each resource is read by a model of its type first."""

from functools import lru_cache
from importlib import import_module
from typing import Any


@lru_cache(maxsize=50)
def model(kind: str) -> Any:
    """The R4B model, loaded when the first resource of its type is handed out: they are large."""
    return getattr(import_module(f"fhir.resources.R4B.{kind.lower()}"), kind)


def checked(resource: dict[str, Any]) -> dict[str, Any]:
    """The resource itself. Raises `pydantic.ValidationError`."""
    model(resource["resourceType"]).model_validate(resource)
    return resource
