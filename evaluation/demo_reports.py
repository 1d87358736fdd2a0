"""The demo's report: a manager who edits the site, and what they said about the quarter that is over."""

from django.contrib.auth.models import Group
from django.utils import timezone

from core.actors import Role
from core.demo import DemoWorld
from evaluation.indicators import Group as Shelf
from evaluation.indicators import Quarter
from evaluation.models import ReportWords
from evaluation.reporting import places

CENTRE = "guelph"  # has the demo's logins
WORDS = {
    places.OPENING: (
        "The room behind the kitchen became a place to meet.\n\n"
        "Three groups now begin there, and people stay after the hour is over.",
        "La salle derrière la cuisine est devenue un lieu de rencontre.\n\n"
        "Trois groupes y commencent maintenant, et les gens restent après l’heure.",
    ),
    Shelf.REACH.value: (
        "More people came by themselves. The posters at the library and in the pharmacy were worth the walk.",
        "Plus de personnes sont venues d’elles-mêmes. Les affiches à la bibliothèque et à la pharmacie valaient "
        "le déplacement.",
    ),
    places.CLOSING: (
        "Next we look for a second room on the bus line, and for champions who speak French.",
        "Nous cherchons maintenant une deuxième salle desservie par l’autobus, et des championnes et champions "
        "santé qui parlent français.",
    ),
}


def build(world: DemoWorld) -> None:
    centre = world.made["centres"].get(CENTRE)
    if centre is None:
        return
    manager = world.made["staff"][CENTRE][Role.MANAGER]
    manager.groups.add(Group.objects.get(name="Editors"))
    period = str(Quarter.of(timezone.localdate(world.now)).previous)
    for place, (english, french) in WORDS.items():
        said = {"words_en": english, "words_fr": french}
        ReportWords.objects.update_or_create(centre=centre, period=period, place=place, defaults=said)
