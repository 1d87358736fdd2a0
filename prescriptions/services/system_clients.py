"""Other systems that may read over `/fhir/`: each belongs to one centre, and a manager of it lets them in and out."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import clear_expired, get_access_token_model

from centres.models import Centre
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from prescriptions.models import SystemClient


@dataclass(frozen=True)
class LetIn:
    """A client, and the secret that is shown this once."""

    client: SystemClient
    secret: str


@transaction.atomic
def let_in(*, centre: Centre, name: str, by: Actor) -> LetIn:
    """Raises `Forbidden`, `DomainError("system_unnamed")`."""
    require(by, "prescriptions.exchange", centre)
    if not name.strip():
        raise DomainError("system_unnamed")
    secret = generate_client_secret()
    made = SystemClient(
        centre=centre,
        name=name.strip(),
        client_type=SystemClient.CLIENT_CONFIDENTIAL,
        authorization_grant_type=SystemClient.GRANT_CLIENT_CREDENTIALS,
        client_secret=secret,
        made_by_user_id=by.user_id,
    )
    made.save()
    audit.record("systemclient.made", by=by, subject=made, client=made.pk)
    return LetIn(made, secret)


@transaction.atomic
def revoke(client: SystemClient, *, by: Actor) -> SystemClient:
    """It reads nothing any more, from this moment; its tokens are thrown away. Said twice, it is once."""
    require(by, "prescriptions.exchange", client)
    if SystemClient.objects.filter(pk=client.pk).in_force().update(revoked_at=clock.now()):
        get_access_token_model().objects.filter(application=client).delete()
        audit.record("systemclient.revoked", by=by, subject=client, client=client.pk)
    client.refresh_from_db()
    return client


def forget_old(*, now: datetime) -> None:  # noqa: ARG001 - the toolkit looks at its own clock
    """Delete tokens that have run out."""
    clear_expired()
