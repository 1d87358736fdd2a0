"""What a centre knows of around it, for everybody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from centres.forms.resource_filters import ResourceFilter
from centres.models import Centre, Resource
from centres.presenters.booklet import entry
from core.caching import public_page

PER_PAGE = 30


@public_page
def centres(request: HttpRequest) -> HttpResponse:
    """The centres that show their map."""
    return render(request, "centres/public/centres.html", {"centres": Centre.public().filter(shows_resources=True)})


@public_page
def resources(request: HttpRequest, centre: str) -> HttpResponse:
    """One centre's, by town and by what they are for."""
    found = get_object_or_404(Centre.public().filter(shows_resources=True), slug=centre)
    rows = Resource.public().kept_by(found.pk)
    form = ResourceFilter(request.GET, towns=rows.towns())
    query = request.GET.copy()
    query.pop("page", None)
    page = Paginator(form.narrow(rows).by_name(get_language() or "en"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "centre": found,
        "form": form,
        "page": page,
        "entries": [entry(one) for one in page],
        "query": query.urlencode(),
        "help_centre": found,
    }
    return render(request, "centres/public/resources.html", context)
