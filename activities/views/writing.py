"""Who is coming to a date, and a few words to them: written, read as they will read it, and sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from activities.forms.group_messages import GroupMessageForm
from activities.models import Session
from activities.presenters import leading as presenter
from activities.presenters.registers import RegisterPage
from activities.services import coming, group_messages
from activities.services import register as registers
from activities.views.guards import keeper_required, writer_required
from core import clock
from core.errors import DomainError
from core.http import Request, posted
from core.policies import may


@require_safe
@keeper_required
def who(request: Request, session: Session) -> HttpResponse:
    """First names, and what people need who agreed that the leader may know; numbers alone where it is too early."""
    shown: dict[str, Any] = {"session": session, "activity": session.activity, "help_centre": session.centre}
    try:
        coming.check_names(session, by=request.actor, now=clock.now())
    except DomainError as error:
        shown |= {"words": error.words, "outlook": registers.outlook(session)}
        return render(request, "activities/leading/coming_early.html", shown)
    page = RegisterPage.of(session, by=request.actor)
    rows = page.expected
    registers.record_view(session, rows=[row.booking for row in rows], by=request.actor)
    shown |= {
        "guests": presenter.guests(page, [row for row in rows if row.has_place]),
        "thinking": presenter.guests(page, [row for row in rows if row.thinks]),
        "waiting": len(page.waiting),
        "may_write": may(request.actor, "activities.write_to_date", session),
    }
    return render(request, "activities/leading/coming.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@writer_required
def write(request: Request, session: Session) -> HttpResponse:
    """Three pages in one: the words, how they are read and by how many, and off they go."""
    whole_group = may(request.actor, "activities.lead_group", session.activity)
    form = GroupMessageForm(posted(request), whole_group=whole_group)
    shown = {"session": session, "activity": session.activity, "form": form, "help_centre": session.centre}
    if "change" in request.POST or not form.is_valid():
        return render(request, "activities/leading/write.html", shown)
    now = clock.now()
    draft = group_messages.draft(session, audience=form.chosen, text=form.cleaned_data["text"], by=request.actor)
    if "sure" in request.POST:
        try:
            sent = group_messages.send(session, audience=form.chosen, text=draft.text, by=request.actor, now=now)
        except DomainError as error:
            form.refuse(error, "text")
            return render(request, "activities/leading/write.html", shown)
        said = ngettext("It goes out to %(people)d person.", "It goes out to %(people)d people.", sent.people)
        messages.success(request, said % {"people": sent.people})
        return redirect("my_champion:home")
    shown |= {
        "draft": draft,
        "readings": presenter.as_read(draft, now=now),
        "reached": group_messages.reached(draft, now=now),
    }
    return render(request, "activities/leading/write_sure.html", shown)
