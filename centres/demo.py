"""The demo's places."""

from datetime import date, time

from centres.demo_data import CENTRES, RULES, VENUES
from centres.models import Centre, Venue
from centres.services import places
from core.actors import SYSTEM
from core.demo import DemoWorld

OPENS, CLOSES = time(8), time(21, 30)
FACTS = {"y": True, "n": False, "?": None}


def number(world: DemoWorld, area: str) -> str:
    """The next of the hundred numbers that each area code keeps for fiction: 555-0100 to 555-0199, round and round."""
    used = world.made.setdefault("numbers", {})
    used[area] = used.get(area, -1) + 1
    return f"+1{area}55501{used[area] % 100:02}"


def build(world: DemoWorld) -> None:
    """Eleven centres by slug, their venues, and their closed days from last winter to next."""
    world.made["centres"] = {slug: _centre(world, slug) for slug in CENTRES}
    world.made["venues"] = {slug: _venues(centre) for slug, centre in world.made["centres"].items()}
    for centre in world.made["centres"].values():
        _close(centre, world.now.year)


def _centre(world: DemoWorld, slug: str) -> Centre:
    name_en, name_fr, town, zone, language, area, about_en, about_fr = CENTRES[slug]
    return places.open_centre(
        slug=slug,
        name_en=name_en,
        name_fr=name_fr,
        about_en=about_en,
        about_fr=about_fr,
        town=town,
        timezone=zone,
        language=language,
        phone=number(world, area),
        line_number=number(world, area),
        email=f"hello.{slug}@example.org",
        by=SYSTEM,
        **RULES.get(slug, {}),
    )


def _venues(centre: Centre) -> list[Venue]:
    made = []
    for name_en, name_fr, street, postal_code, capacity, facts, transit_en, transit_fr in VENUES[centre.slug]:
        access = dict(zip(Venue.ACCESS_FACTS, map(FACTS.get, facts), strict=True))
        venue = places.add_venue(
            centre=centre,
            name_en=name_en,
            name_fr=name_fr,
            street=street,
            postal_code=postal_code,
            capacity=capacity,
            opens=OPENS if access["accessible_washroom"] else None,  # nobody locks a park
            closes=CLOSES if access["accessible_washroom"] else None,
            transit_en=transit_en,
            transit_fr=transit_fr,
            by=SYSTEM,
            **access,
        )
        made.append(venue)
    return made


def _close(centre: Centre, this_year: int) -> None:
    for year in (this_year - 1, this_year, this_year + 1):
        places.close(
            centre=centre,
            first_day=date(year, 12, 24),
            last_day=date(year, 12, 31),
            reason_en="Closed between Christmas and New Year",
            reason_fr="Fermé entre Noël et le jour de l’An",
            by=SYSTEM,
        )
