"""What is in a log line, and what never is."""

import io
import json
import logging

import pytest
import structlog
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from core import links, logs, request_id

SECRET_PART = "lamp"


def view(_request, token):
    return HttpResponse(token)


def failing_view(_request, token):
    raise RuntimeError(token)


urlpatterns = [
    path("place/<str:token>/", view, name="place"),
    path("broken/<str:token>/", failing_view, name="broken"),
]


@pytest.fixture
def lines():
    """Everything that a production log would hold, as it would hold it."""
    config = logs.logging_config(level="INFO", as_json=True)
    stream = io.StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure(config)
    root.handlers[0].setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:], root.level = before, level


@pytest.fixture
def routes(settings):
    settings.ROOT_URLCONF = __name__


def test_line_of_a_request_names_the_route_and_its_result(client, lines, routes, db):
    response = client.get(f"/place/{links.make('place', SECRET_PART)}/")
    line = next(line for line in lines() if line["event"] == "request")
    assert (line["method"], line["route"], line["status"]) == ("GET", "place", 200)
    assert line["request_id"] == response["X-Request-ID"]
    assert line["logger"] == "porchlight.request"


@pytest.mark.parametrize("address", ["/place/{}/", "/place/{}/?again=1", "/nowhere/{}/", "/broken/{}/"])
def test_no_signed_link_reaches_a_line(client, lines, routes, db, address):
    client.raise_request_exception = False
    token = links.make("place", SECRET_PART)
    client.get(address.format(token))
    assert lines() != []
    assert token not in json.dumps(lines())


def test_two_requests_have_two_ids(client, routes, db):
    address = f"/place/{links.make('place', SECRET_PART)}/"
    assert client.get(address)["X-Request-ID"] != client.get(address)["X-Request-ID"]


def test_id_sent_by_the_visitor_is_not_taken(client, routes, db):
    response = client.get("/place/x/", headers={"X-Request-ID": "mine"})
    assert response["X-Request-ID"] != "mine"


def test_lines_outside_a_request_have_no_id(lines):
    structlog.get_logger("porchlight.test").info("hello")
    assert [(line["event"], line["request_id"]) for line in lines()] == [("hello", "")]
    assert request_id.current.get() == ""


def test_form_that_was_open_too_long_leaves_no_signed_link(lines, db):
    token = links.make("place", SECRET_PART)
    response = Client(enforce_csrf_checks=True).post(reverse("place:cancel", args=[token]))
    assert response.status_code == 403
    assert token not in json.dumps(lines())


def test_failure_is_noted_with_its_sort_and_place_and_without_its_message(client, lines, routes, db):
    client.raise_request_exception = False
    assert client.get(f"/broken/{SECRET_PART}/").status_code == 500
    line = next(line for line in lines() if line["event"] == "request failed")
    assert (line["level"], line["kind"], line["places"][-1].split()[-1]) == ("error", "RuntimeError", "failing_view")
    assert SECRET_PART not in json.dumps(lines())
