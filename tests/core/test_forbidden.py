"""A service's `Forbidden` becomes the 403 page."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.errors import DomainError, Forbidden
from core.middleware import ForbiddenMiddleware


@pytest.fixture
def middleware() -> ForbiddenMiddleware:
    return ForbiddenMiddleware(lambda _request: HttpResponse())


def test_forbidden_becomes_the_403_page(middleware: ForbiddenMiddleware, rf: RequestFactory, db: None) -> None:
    response = middleware.process_exception(rf.get("/en/"), Forbidden())

    assert response is not None
    assert response.status_code == 403


def test_other_errors_are_left_alone(middleware: ForbiddenMiddleware, rf: RequestFactory) -> None:
    assert middleware.process_exception(rf.get("/en/"), DomainError("moved")) is None
