"""A leader's wish that a form of the desk fulfils: it fills the form in, and is answered once that is done."""

from uuid import UUID

from django.contrib import messages
from django.utils.translation import gettext as _

from activities.forms.wishes import fill_in
from activities.models import Activity, ChangeRequest
from activities.services import change_requests
from core.errors import DomainError
from core.forms import Form
from core.http import Request
from core.policies import may


def answered_by(request: Request, group: Activity, form: Form) -> ChangeRequest | None:
    """The open wish for this group that the address names, if the actor may answer it; the form then shows it."""
    try:
        public_id = UUID(request.GET.get("wish", ""))
    except ValueError:
        return None
    here = ChangeRequest.visible_to(request.actor).at_desk(request.actor.centre_id).open()
    found: ChangeRequest | None = here.filter(public_id=public_id, activity=group).first()
    if found is None or not may(request.actor, "activities.answer_change", found):
        return None
    fill_in(form, found.answers)
    return found


def settle(request: Request, wish: ChangeRequest | None) -> None:
    """What was wished is done: whoever asked is told."""
    if wish is None:
        return
    try:
        change_requests.fulfil(wish, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Whoever asked is told that it is done."))
