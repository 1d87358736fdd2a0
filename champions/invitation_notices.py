"""The messages of this room: what each is about. Their words are in `templates/notifications/`."""

from collections.abc import Collection
from functools import partial

from django.conf import settings
from django.urls import reverse

from champions.models import Champion, ChampionInvitation, Standing
from champions.services import answers, invitations
from notifications.registry import Context, register


def load_invitations(ids: Collection[int]) -> dict[int, Context]:
    """With the inviter's own words, which are for whoever is asked; messages to staff say none of them."""
    rows = ChampionInvitation.objects.filter(pk__in=ids).select_related("centre", "inviter")
    return {row.pk: _of_invitation(row) for row in rows}


def _of_invitation(row: ChampionInvitation) -> Context:
    return {
        "invitation": row,
        "centre": row.centre,
        "inviter": row.inviter.get_full_name() if row.inviter else "",
        "link": partial(address, row),
        "way": invitations.way_of(row),
    }


def address(invitation: ChampionInvitation) -> str:
    """All of the address where they answer, in the active language."""
    return settings.PUBLIC_BASE_URL + reverse("asked:show", args=[answers.token_of(invitation)])


def load_champions(ids: Collection[int]) -> dict[int, Context]:
    rows = Champion.objects.filter(pk__in=ids).select_related("centre")
    return {row.pk: {"champion": row, "centre": row.centre} for row in rows}


def load_invitations_for_staff(ids: Collection[int]) -> dict[int, Context]:
    """Nothing of what was written or said: that stands at the desk."""
    rows = ChampionInvitation.objects.filter(pk__in=ids).select_related("centre")
    return {row.pk: {"invitation": row, "centre": row.centre} for row in rows}


def is_unanswered(context: Context) -> bool:
    """Once somebody has answered, there is nothing to ask."""
    invitation = context["invitation"]
    return invitation.is_good() and not invitation.answer


def is_answered(context: Context) -> bool:
    return bool(context["invitation"].answer)


def is_declined(context: Context) -> bool:
    """They may have been asked again meanwhile."""
    return context["champion"].standing == Standing.DECLINED


register("champion-invitation", load=load_invitations, holds=is_unanswered, call=True)
register("champion-declined", load=load_champions, holds=is_declined, call=True)
register("champion-answered", load=load_invitations_for_staff, holds=is_answered, to_staff=True)
register("champion-to-ask", load=load_invitations_for_staff, holds=is_unanswered, to_staff=True)
