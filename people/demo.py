"""The demo's people: about fifty-five at each centre, the staff, and one login for every role."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from centres.demo import number
from centres.demo_data import CENTRES
from centres.models import Centre
from core import clock
from core.actors import SYSTEM, Role, person_actor
from core.demo import DemoWorld
from core.text import fold
from people.demo_data import (
    ACCESS_NEEDS,
    COMMUNITIES,
    MIX,
    OFFICE_LOGINS,
    PASSWORD,
    PERSON_LOGINS,
    PRONOUNS,
    STAFF_LOGINS,
)
from people.models import Person, User
from people.models.consent import Purpose
from people.models.contact import ContactKind
from people.services import consents, contacts, locks, persons, staff

PER_CENTRE = 55
DOMAIN = "example.org"
AT_EVERY_CENTRE = (Role.COORDINATOR, Role.MANAGER, Role.LINK_WORKER, Role.PROVIDER)
LANGUAGE_OF = {"francophone": "fr", "african_francophone": "fr"}


def build(world: DemoWorld) -> None:
    """`made["people"]`, `made["staff"]` (by centre, then role) and `made["spoken"]` (by person), and the accounts."""
    # One hash for all: hashing is slow on purpose, and this password is no secret.
    world.made["password"] = make_password(PASSWORD)
    world.made["people"] = {slug: [] for slug in world.made["centres"]}
    world.made["staff"] = {slug: {} for slug in world.made["centres"]}
    world.made["spoken"] = {}
    _named_staff(world)
    _named_people(world)
    for slug, centre in world.made["centres"].items():
        _other_staff(world, centre)
        while len(world.made["people"][slug]) < PER_CENTRE:
            somebody(world, centre)
        _first_champion_signs_in(world, centre)
        _doubles(world, centre)
        _locks(world, centre)
    _office(world)


def account(world: DemoWorld, local: str, name: str, language: str = "en", **flags: bool) -> User:
    """An account with the demo's password and a confirmed address."""
    email = f"{local}@{DOMAIN}"
    user = User.objects.create(email=email, name=name, language=language, password=world.made["password"], **flags)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _named_staff(world: DemoWorld) -> None:
    for local, name, language, slug, role, _shows in STAFF_LOGINS:
        user = account(world, local, name, language)
        also = {"manager": ["west-elgin"], "evaluator": [one for one in CENTRES if one != slug]}.get(local, [])
        for at in (slug, *also):
            staff.grant(user=user, centre=world.made["centres"][at], role=Role(role), by=SYSTEM)
        world.made["staff"][slug].setdefault(role, user)


def _named_people(world: DemoWorld) -> None:
    for local, name, language, slug, _shows in PERSON_LOGINS:
        user = account(world, local, name, language)
        person = persons.register(
            name=name, centre=world.made["centres"][slug], language=language, contact=user.email, by=SYSTEM
        )
        persons.link_user(person, user=user, by=SYSTEM)
        contacts.create(person=person, value=number(world, CENTRES[slug][5]), kind=ContactKind.MOBILE, position=1)
        consents.give(person=person, purpose=Purpose.OWN_PLACES, by=SYSTEM)
        world.made["people"][slug].append(person)
        world.made["spoken"][person.pk] = [language]


def _office(world: DemoWorld) -> None:
    for local, name, _shows in OFFICE_LOGINS:
        user = account(world, local, name, is_staff=True, is_superuser=local == "admin")
        if local == "editor":
            user.groups.add(*Group.objects.filter(name__in=["Editors", "Moderators"]))


def _other_staff(world: DemoWorld, centre: Centre) -> None:
    """Whoever is missing of the four who work at every centre."""
    held = world.made["staff"][centre.slug]
    for role in AT_EVERY_CENTRE:
        if role not in held:
            name, _language, _spoken, _others = _name(world, centre.slug)
            local = f"{role.replace('_', '')}.{centre.slug}"
            held[role.value] = account(world, local, name, centre.language)
            staff.grant(user=held[role.value], centre=centre, role=role, by=SYSTEM)


def _name(world: DemoWorld, slug: str) -> tuple[str, str, list[str], str]:
    """A name with its language for messages, the codes of what the person speaks, and the others in words."""
    community = world.rng.choices(list(MIX[slug]), weights=list(MIX[slug].values()))[0]
    firsts, lasts, others, code = COMMUNITIES[community]
    language = LANGUAGE_OF.get(community, CENTRES[slug][4] if world.rng.random() < 0.3 else "en")
    name = f"{world.rng.choice(firsts.split())} {world.rng.choice(lasts.split())}"
    return name, language, sorted({language, code}), "" if language == "fr" and "," not in others else others


def somebody(world: DemoWorld, centre: Centre) -> None:
    """One more in `made["people"]` of the centre."""
    name, language, spoken, others = _name(world, centre.slug)
    dice = world.rng
    details: dict[str, Any] = {"pronouns": dice.choice(PRONOUNS[language])} if dice.random() < 0.4 else {}
    if dice.random() < 0.25:
        details["access_needs"] = dice.choice(ACCESS_NEEDS[language])
    if dice.random() < 0.3:
        relative = _name(world, centre.slug)[0].split()[0]
        details |= {
            "emergency_name": f"{relative} {name.split(' ', 1)[1]}",
            "emergency_phone": number(world, CENTRES[centre.slug][5]),
        }
    value, kind, second = _reached(world, centre.slug, name)
    person = persons.register(
        name=name,
        centre=centre,
        language=language,
        other_languages=others,
        contact=value,
        contact_kind=kind,
        voicemail_ok=dice.random() < 0.6,
        by=SYSTEM,
        **details,
    )
    if second:
        contacts.create(person=person, value=second, position=1)
    _agrees(world, person)
    world.made["people"][centre.slug].append(person)
    world.made["spoken"][person.pk] = spoken


def _reached(world: DemoWorld, slug: str, name: str) -> tuple[str, ContactKind | None, str]:
    """How one reaches them: many by landline only, some over a neighbour's telephone, some not at all."""
    mail = f"{name.split()[0][0].lower()}{world.rng.randrange(100, 1000)}.{slug}@{DOMAIN}"
    mail = mail if mail.isascii() else f"p{mail[1:]}"
    line = number(world, CENTRES[slug][5])
    roll = world.rng.random()
    if roll < 0.32:
        return line, ContactKind.LANDLINE, ""
    if roll < 0.62:
        return line, ContactKind.MOBILE, ""
    if roll < 0.78:
        return line, ContactKind.MOBILE, mail
    if roll < 0.88:
        return mail, None, ""
    if roll < 0.96 and (shared := world.made.get("last_line", {}).get(slug)):
        return shared, ContactKind.LANDLINE, ""
    world.made.setdefault("last_line", {})[slug] = line
    return (line, ContactKind.LANDLINE, "") if roll < 0.98 else ("", None, "")


def _agrees(world: DemoWorld, person: Person) -> None:
    dice = world.rng
    asked = world.now - timedelta(days=dice.randrange(30, 700))
    for purpose, share in ((Purpose.OWN_PLACES, 0.8), (Purpose.NEWS, 0.4), (Purpose.SHARE_WITH_LEADER, 0.3)):
        if dice.random() < share:
            consents.give(person=person, purpose=purpose, by=SYSTEM, now=asked)
            if purpose == Purpose.NEWS and dice.random() < 0.15:
                consents.withdraw(person=person, purpose=purpose, by=SYSTEM, now=asked + timedelta(days=20))


def _doubles(world: DemoWorld, centre: Centre) -> None:
    """Two who signed up anew though the centre knew them: one typed in a hurry, one left no number."""
    known = world.made["people"][centre.slug]
    reached = [person for person in known[5:] if person.contact_points.exists()]
    for person, is_reached in zip(reached, (True, False), strict=False):
        double = persons.register(
            name=fold(person.name).title() if is_reached else person.name,
            centre=centre,
            language=person.language,
            contact=person.contact_points.all()[0].value if is_reached else "",
            by=SYSTEM,
        )
        known.append(double)
        world.made["spoken"][double.pk] = world.made["spoken"][person.pk]


def _locks(world: DemoWorld, centre: Centre) -> None:
    """Somebody does not want the link worker to see their record; somebody thought so for a while."""
    person, other = world.made["people"][centre.slug][-4:-2]
    link_worker = world.made["staff"][centre.slug][Role.LINK_WORKER]
    for one, days in ((person, 40), (other, 200)):
        with clock.standing_at(world.now - timedelta(days=days)):
            lock = locks.lock(one, centre=centre, user=link_worker, by=person_actor(one.pk))
    with clock.standing_at(world.now - timedelta(days=150)):
        locks.lift(lock, by=person_actor(other.pk))


def _first_champion_signs_in(world: DemoWorld, centre: Centre) -> None:
    """The first person of each centre is a champion with an account; two centres have a named one already."""
    person = world.made["people"][centre.slug][0]
    if person.user_id is None:
        user = account(world, f"champion.{centre.slug}", person.name, person.language)
        persons.link_user(person, user=user, by=SYSTEM)
