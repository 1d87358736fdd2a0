"""Two questions to somebody who knows a champion: by a signed link, without an account."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from champions.forms.references import ReferenceForm
from champions.services import reference_letters, references
from core.actors import PUBLIC
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted


@require_http_methods(["GET", "HEAD", "POST"])
@private
def answer(request: Request, token: str) -> HttpResponse:
    """Nothing is said of whom they are about but the name; once answered, nothing of the answer either."""
    referee = reference_letters.by_link(token)
    if referee is None:
        return render(request, "champions/references/gone.html", status=404)
    shown = {"referee": referee, "name": referee.champion.person.name, "help_centre": referee.champion.centre}
    if referee.has_answered:
        return render(request, "champions/references/thanks.html", shown)
    form = ReferenceForm(posted(request), name=referee.champion.person.name)
    if form.is_valid():
        if form.is_trapped:
            return render(request, "champions/references/thanks.html", shown)
        try:
            references.answer(referee, **form.cleaned_data, by=PUBLIC)
        except DomainError as error:
            form.refuse(error)
        else:
            return render(request, "champions/references/thanks.html", shown)
    return render(request, "champions/references/answer.html", {**shown, "form": form})
