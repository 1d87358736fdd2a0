"""The demo's ways in: a clinic outside that has written once and has one more link, and a neighbour who asks."""

import uuid
from datetime import date

from centres.models import Centre
from core.actors import PUBLIC, SYSTEM
from core.demo import DemoWorld
from people.models.contact import ContactKind
from prescriptions.models import Level, Need, Reach, Risks, Told, Urgency
from prescriptions.services import asking, from_outside, partners
from prescriptions.services.asking import Newcomer, Wish
from prescriptions.services.from_outside import Client

# Guelph has the demo's logins; Témiskaming works in French.
CENTRES = ("guelph", "temiskaming")
CLINICS = {"en": "Elm Street Family Practice", "fr": "Clinique de la rue des Ormes"}
CLIENTS = {"en": "Walter Quinn", "fr": "Lucien Morin"}
MATTERS = {
    "en": "He would like to hear people laugh again.",
    "fr": "Il aimerait entendre de nouveau des gens rire.",
}
NEIGHBOURS = {"en": "Doris Fong", "fr": "Thérèse Gagnon"}
ALONE = {"en": "I eat alone every day.", "fr": "Je mange seule tous les jours."}


def build(world: DemoWorld) -> None:
    for slug in CENTRES:
        if slug in world.made["centres"]:
            centre = world.made["centres"][slug]
            _written_outside(world, centre)
            _asked(centre)


def _written_outside(world: DemoWorld, centre: Centre) -> None:
    language = centre.language
    facts = {"name": CLINICS[language], "email": f"clinic.{centre.slug}@example.org", "language": language}
    clinic = partners.add(centre=centre, by=SYSTEM, **facts)
    used = partners.make_link(clinic, by=SYSTEM, now=world.now)
    from_outside.write(
        used.link,
        client=Client(CLIENTS[language], date(1946, 3, 9), "519-555-0161", ContactKind.LANDLINE, language),
        request_key=uuid.uuid4(),
        now=world.now,
        writer_name="Dr. Ines Alvarez",
        writer_role="family physician" if language == "en" else "médecin de famille",
        needs=[Need.SOCIAL, Need.BEREAVEMENT],
        matters=MATTERS[language],
        level=Level.HOLISTIC,
        urgency=Urgency.SOON,
        risks=Risks.NONE_KNOWN,
        reach=Reach.PHONE,
        agrees=True,
        told=Told.PROGRESS,
    )
    partners.make_link(clinic, by=SYSTEM, now=world.now)


def _asked(centre: Centre) -> None:
    language = centre.language
    asking.as_stranger(
        newcomer=Newcomer(NEIGHBOURS[language], "519-555-0162", ContactKind.LANDLINE, language),
        centre=centre,
        wish=Wish([Need.SOCIAL, Need.FOOD], ALONE[language], Reach.PHONE, "", agrees=True),
        request_key=uuid.uuid4(),
        by=PUBLIC,
    )
