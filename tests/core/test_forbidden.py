"""A service's `Forbidden` becomes the 403 page."""

from django.test import RequestFactory

from core.errors import DomainError, Forbidden
from core.middleware import ForbiddenMiddleware


def test_forbidden_becomes_the_403_page(rf: RequestFactory, db: None) -> None:
    middleware = ForbiddenMiddleware(lambda request: None)

    response = middleware.process_exception(rf.get("/en/"), Forbidden())

    assert response is not None
    assert response.status_code == 403


def test_other_errors_are_left_alone(rf: RequestFactory) -> None:
    assert ForbiddenMiddleware(lambda request: None).process_exception(rf.get("/en/"), DomainError("moved")) is None
