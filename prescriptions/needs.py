"""The families of needs: how they are grouped on a form, what helps with each, and warm words for the slip."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.choices import Kind
from centres.models.resource_choices import ResourceKind
from prescriptions.models import Need

FAMILIES: tuple[tuple[str | Promise, tuple[Need, ...]], ...] = (
    (_("Company and support"), (Need.SOCIAL, Need.BEREAVEMENT, Need.CAREGIVER, Need.VISIT, Need.NEWCOMER)),
    (
        _("Something to do"),
        (Need.MOVEMENT, Need.ARTS, Need.NATURE, Need.LEARNING, Need.DIGITAL, Need.VOLUNTEERING),
    ),
    (_("What everybody needs"), (Need.FOOD, Need.SHELTER, Need.INCOME, Need.TRANSPORT)),
)

# Which groups help with it, where their kind tells; with some only something outside the centre does.
_GROUPS: dict[Need, tuple[Kind, ...]] = {
    Need.SOCIAL: (Kind.SOCIAL, Kind.GAMES, Kind.FOOD),
    Need.BEREAVEMENT: (Kind.GRIEF,),
    Need.CAREGIVER: (Kind.WELLBEING, Kind.FAMILY),
    Need.MOVEMENT: (Kind.MOVEMENT,),
    Need.LEARNING: (Kind.LEARNING,),
    Need.ARTS: (Kind.CRAFTS, Kind.MUSIC),
    Need.NATURE: (Kind.NATURE,),
    Need.DIGITAL: (Kind.DIGITAL,),
    Need.NEWCOMER: (Kind.NEWCOMERS,),
    Need.FOOD: (Kind.FOOD,),
    Need.TRANSPORT: (Kind.VISITS,),
    Need.VISIT: (Kind.VISITS,),
}
_RESOURCES: dict[Need, ResourceKind] = {
    Need.SOCIAL: ResourceKind.SOCIAL,
    Need.BEREAVEMENT: ResourceKind.BEREAVEMENT,
    Need.CAREGIVER: ResourceKind.CAREGIVER,
    Need.MOVEMENT: ResourceKind.ACTIVE,
    Need.LEARNING: ResourceKind.LEARNING,
    Need.ARTS: ResourceKind.ARTS,
    Need.NATURE: ResourceKind.NATURE,
    Need.DIGITAL: ResourceKind.DIGITAL,
    Need.NEWCOMER: ResourceKind.NEWCOMER,
    Need.FOOD: ResourceKind.FOOD,
    Need.SHELTER: ResourceKind.SHELTER,
    Need.INCOME: ResourceKind.INCOME,
    Need.TRANSPORT: ResourceKind.TRANSPORT,
    Need.VISIT: ResourceKind.VISIT,
    Need.VOLUNTEERING: ResourceKind.VOLUNTEERING,
}
# Said to the client, on a paper that may lie on a kitchen table: what there will be, and never what is wrong.
_WARM: dict[Need, str | Promise] = {
    Need.SOCIAL: _("company, and people to laugh with"),
    Need.BEREAVEMENT: _("people who have time to listen"),
    Need.CAREGIVER: _("a little time for yourself"),
    Need.MOVEMENT: _("moving, in a way that does you good"),
    Need.LEARNING: _("learning something new"),
    Need.ARTS: _("making something with your hands, or music"),
    Need.NATURE: _("fresh air and green places"),
    Need.DIGITAL: _("a hand with computers and telephones"),
    Need.NEWCOMER: _("people who show you around"),
    Need.FOOD: _("good food on the table"),
    Need.SHELTER: _("a home that suits you"),
    Need.INCOME: _("a look at what you are entitled to"),
    Need.TRANSPORT: _("a way to get around"),
    Need.VISIT: _("somebody who comes to see you"),
    Need.VOLUNTEERING: _("giving something of your own to others"),
}


def kinds_of_groups(needs: Collection[str]) -> list[Kind]:
    """Each once, in the order of the needs."""
    return list(dict.fromkeys(kind for need in needs for kind in _GROUPS.get(Need(need), ())))


def kinds_of_resources(needs: Collection[str]) -> list[ResourceKind]:
    return [_RESOURCES[Need(need)] for need in needs]


def in_warm_words(needs: Collection[str]) -> list[str]:
    """As the slip says it, in the active language."""
    return [str(_WARM[Need(need)]) for need in needs]
