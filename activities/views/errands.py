"""What a leader changes about a group of their own: asked, shown, and done; or asked of staff, as it was typed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from activities.forms.wishes import WhyForm, answers_of
from activities.models import Activity, Session, Wish
from activities.presenters.calendar import weekday_names
from activities.presenters.plans import Shown
from activities.services import change_requests
from activities.services.impact import Impact
from core.errors import DomainError
from core.forms import Form
from core.http import Request

# What the second page sends beside the answers of the first.
OURS = frozenset({"csrfmiddlewaretoken", "sure", "change", "ask", "digest", "along", "words"})


@dataclass(frozen=True)
class Page:
    """The words of one such change, and what staff are asked for where it is beyond the limits."""

    wish: Wish
    title: Promise
    sure: Promise
    done: Promise


@dataclass(frozen=True)
class Meaning:
    """What it would do. `beyond`: why staff decide about it; `touched`: whom it touches, who are only counted."""

    facts: list[tuple[str, str]]
    beyond: list[str]
    touched: Impact | None = None
    plan: Shown | None = None
    digest: str = ""
    weekdays: list[str] = field(default_factory=weekday_names)


@dataclass(frozen=True)
class Errand:
    """One change of one group, or of one date of it. `mean` and `do` are asked once the form is valid."""

    page: Page
    group: Activity
    form: Form
    mean: Callable[[], Meaning]
    do: Callable[[], object]
    session: Session | None = None

    @property
    def shown(self) -> dict[str, object]:
        about = {"activity": self.group, "session": self.session, "help_centre": self.group.centre}
        return {"page": self.page, "form": self.form, **about}


def first_answers(request: Request) -> list[tuple[str, str]]:
    """What was typed on the first page, to be sent again with the second."""
    return [(name, one) for name, many in request.POST.lists() if name not in OURS for one in many]


def run(request: Request, errand: Errand) -> HttpResponse:
    """Three pages in one: the question, what it means, and the answer to that."""
    if "change" in request.POST or not errand.form.is_valid():
        words = request.POST.get("words", "")
        return render(request, "activities/leading/form.html", {**errand.shown, "words": words})
    if "ask" in request.POST:
        return _ask(request, errand)
    refused = ""
    if "sure" in request.POST:
        try:
            errand.do()
        except DomainError as error:
            refused = error.words
        else:
            messages.success(request, str(errand.page.done))
            return redirect("leading:group", errand.group.pk)
    why = WhyForm(initial={"words": request.POST.get("words", "")})
    return _sure(request, errand, why, refused)


def _ask(request: Request, errand: Errand) -> HttpResponse:
    why = WhyForm(request.POST)
    if not why.is_valid():
        return _sure(request, errand, why)
    asked = change_requests.ask(
        errand.group,
        wish=errand.page.wish,
        session=errand.session,
        answers=answers_of(errand.form),
        words=why.cleaned_data["words"],
        by=request.actor,
    )
    messages.success(request, _("Staff have it. You hear of it as soon as somebody has looked at it."))
    return redirect("leading:asked", asked.public_id)


def _sure(request: Request, errand: Errand, why: WhyForm, refused: str = "") -> HttpResponse:
    shown = {**errand.shown, "form": why, "meaning": errand.mean(), "sent": first_answers(request), "refused": refused}
    return render(request, "activities/leading/sure.html", shown)
