"""`/fhir/`: reading for other systems of a centre. Each answer is made from what may be told at this moment, and each
person in it is noted in the access log."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.oauth2_backends import get_oauthlib_core
from oauth2_provider.views import TokenView

from core import audit, throttle
from core.actors import Actor, Channel, Role
from core.errors import DomainError
from core.transactions import part
from prescriptions.fhir import capability, searching
from prescriptions.fhir.checking import checked
from prescriptions.fhir.searching import Refused
from prescriptions.fhir.table import KINDS, Kind, Unknown
from prescriptions.models import SystemClient

TYPE = "application/fhir+json"
RETRY = timedelta(minutes=5)
View = Callable[..., HttpResponse]


def answer(resource: dict[str, Any], status: int = 200) -> HttpResponse:
    response = HttpResponse(json.dumps(checked(resource), ensure_ascii=False), content_type=TYPE, status=status)
    response["Cache-Control"] = "no-store"
    return response


def outcome(status: int, code: str, words: str) -> HttpResponse:
    """An error as FHIR says it. Names nobody."""
    issue = {"severity": "error", "code": code, "diagnostics": words}
    return answer({"resourceType": "OperationOutcome", "issue": [issue]}, status)


def speaks(view: View) -> View:
    """Reading alone, and JSON alone."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # "Not found" is an answer here: the middleware must not look for the same page in a language.
        request.urlconf = __package__ + ".urls"
        if request.method not in ("GET", "HEAD"):
            response = outcome(405, "not-supported", "This server is for reading.")
            response["Allow"] = "GET, HEAD"
            return response
        if not (request.accepts(TYPE) or request.accepts("application/json")):
            return outcome(406, "not-supported", "This server speaks application/fhir+json.")
        return view(request, *args, **kwargs)

    return guarded


def client_required(view: View) -> View:
    """Let in a system with a token; inside, `client` is the system, bound to its centre."""

    @speaks
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_valid, found = get_oauthlib_core().verify_request(request, scopes=[capability.SCOPE])
        if not is_valid:
            response = outcome(401, "login", "A token is needed. See .well-known/smart-configuration.")
            response["WWW-Authenticate"] = 'Bearer realm="fhir"'
            return response
        client: SystemClient = found.client
        try:
            throttle.allow(throttle.Try("fhir.client", str(client.pk), settings.FHIR_PER_CLIENT))
        except DomainError:
            response = outcome(429, "throttled", "That was too often for now.")
            response["Retry-After"] = str(int(RETRY.total_seconds()))
            return response
        return view(request, *args, client=client, **kwargs)

    return guarded


@speaks
def metadata(_request: HttpRequest) -> HttpResponse:
    """For everybody: what this server can do."""
    return answer(capability.statement())


@speaks
def smart(_request: HttpRequest) -> HttpResponse:
    """For everybody: where tokens come from."""
    return JsonResponse(capability.smart())


@method_decorator(csrf_exempt, name="dispatch")
class Token(TokenView):
    """Tokens by client credentials, and in no other way that the toolkit knows."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("grant_type") != "client_credentials":
            return JsonResponse({"error": "unsupported_grant_type"}, status=400)
        try:
            throttle.allow(throttle.by_address("fhir.token", request))
        except DomainError:
            return JsonResponse({"error": "temporarily_unavailable"}, status=429)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


@client_required
def search(request: HttpRequest, kind: str, *, client: SystemClient) -> HttpResponse:
    if kind not in KINDS:
        return outcome(404, "not-supported", "There is no such type here.")
    found_kind = KINDS[kind]
    try:
        found = searching.search(found_kind, found_kind.rows(client), request.GET, client.centre)
    except Refused as no:
        return outcome(400, no.code, str(no))
    return _kept(request, searching.bundle(found_kind, found, _made(found_kind, found.page, client)))


@client_required
def read(request: HttpRequest, kind: str, key: str, *, client: SystemClient) -> HttpResponse:
    """One. What does not exist, belongs to others or may not be told cannot be told apart."""
    if kind not in KINDS:
        return outcome(404, "not-supported", "There is no such type here.")
    try:
        rows = list(KINDS[kind].rows(client).filter(KINDS[kind].by_id(key)))
    except Unknown:
        rows = []
    if not rows:
        return outcome(404, "not-found", "There is nothing here that you may read.")
    [resource] = _made(KINDS[kind], rows, client)
    return _kept(request, resource)


@part()
def _made(kind: Kind, rows: Any, client: SystemClient) -> list[dict[str, Any]]:
    """The resources, and a note in the access log for each person who is in them."""
    found = list(rows)
    by = Actor(roles=frozenset({Role.SYSTEM}), centre_id=client.centre_id, channel=Channel.SYSTEM)
    people = sorted({pk for row in found if (pk := kind.people(row)) is not None})
    audit.record_many("prescription.sent", by=by, person_ids=people, subject=client)
    return kind.made(found, client.centre)


def _kept(request: HttpRequest, resource: dict[str, Any]) -> HttpResponse:
    """With its fingerprint: who has it already gets 304."""
    response = answer(resource)
    response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    if response["ETag"] in [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]:
        fresh = HttpResponse(status=304)
        fresh["ETag"], fresh["Cache-Control"] = response["ETag"], "no-store"
        return fresh
    return response
