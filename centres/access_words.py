"""The access facts of a place, in the active language."""

from django.utils.translation import gettext_lazy as _

from centres.models.access import AccessFacts

# For each fact: what to say where it is so, and where it is not.
ACCESS = {
    "step_free": (_("No steps on the way in"), _("There are steps on the way in")),
    "accessible_washroom": (_("Accessible washroom"), _("No accessible washroom")),
    "parking": (_("Parking"), _("No parking")),
    "hearing_loop": (_("Hearing loop"), _("No hearing loop")),
    "scent_free": (_("Scent-free"), _("Not scent-free")),
    "quiet_space": (_("A quiet space to step out to"), _("No quiet space to step out to")),
}
ACCESS_UNKNOWN = {
    "step_free": _("Steps on the way in: not checked yet, please ask"),
    "accessible_washroom": _("Accessible washroom: not checked yet, please ask"),
    "parking": _("Parking: not checked yet, please ask"),
    "hearing_loop": _("Hearing loop: not checked yet, please ask"),
    "scent_free": _("Scent-free: not checked yet, please ask"),
    "quiet_space": _("Quiet space: not checked yet, please ask"),
}


def access_in_words(place: AccessFacts) -> list[tuple[str, str]]:
    """Each fact with `yes`, `no` or `ask`. What nobody checked is never called a no."""
    said = []
    for fact in place.ACCESS_FACTS:
        known = getattr(place, fact)
        if known is None:
            said.append(("ask", str(ACCESS_UNKNOWN[fact])))
        else:
            said.append(("yes", str(ACCESS[fact][0])) if known else ("no", str(ACCESS[fact][1])))
    return said
