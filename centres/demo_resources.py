"""The demo's asset maps: invented services in three real places, with telephone numbers kept for fiction."""

from datetime import timedelta
from typing import Any

from centres.models import Centre
from centres.services import resources
from core.actors import SYSTEM
from core.demo import DemoWorld

AREAS = {"gateway": "613", "west-elgin": "226", "temiskaming": "249"}
ACCESSIBLE = {"step_free": True, "accessible_washroom": True, "parking": True}
# By centre: what each says. `weeks`: so long ago somebody made sure; without it nobody has.
MAPS: dict[str, list[dict[str, Any]]] = {
    "gateway": [
        {
            "name_en": "Tweed Community Cupboard",
            "name_fr": "Garde-manger communautaire de Tweed",
            "words_en": "Groceries for a week, once a month. Milk and eggs on the first Thursday.",
            "words_fr": "Des provisions pour une semaine, une fois par mois. Lait et œufs le premier jeudi.",
            "kinds": ["food"],
            "whom_en": "Anybody in Tweed, Stoco and Hungerford",
            "whom_fr": "Toute personne de Tweed, Stoco et Hungerford",
            "cost": "free",
            "referred_by": ["self"],
            "referral_en": "Bring something with your address on it, and two bags.",
            "referral_fr": "Apportez une pièce avec votre adresse, et deux sacs.",
            "languages": ["en", "fr"],
            "street": "58 Colborne Street",
            "town": "Tweed",
            "postal_code": "K0K 3J0",
            "hours_en": "Thursdays, 10 am to 2 pm",
            "hours_fr": "Le jeudi, de 10 h à 14 h",
            "record_211": "69790001",
            "notes": "Ask for the back door if somebody cannot wait standing.",
            **ACCESSIBLE,
            "weeks": 6,
        },
        {
            "name_en": "Moira Rides",
            "name_fr": "Transport Moira",
            "words_en": "Volunteers drive people to appointments and to groups, there and back.",
            "words_fr": "Des bénévoles conduisent les gens à leurs rendez-vous et aux groupes, aller et retour.",
            "kinds": ["transport"],
            "whom_en": "Adults without a car in Centre Hastings",
            "whom_fr": "Adultes sans voiture de Centre Hastings",
            "min_age": 18,
            "cost": "fee",
            "fee_en": "50 cents a kilometre; ask for the fund if that is too much",
            "fee_fr": "50 cents le kilomètre; demandez le fonds d’aide si c’est trop",
            "referred_by": ["call"],
            "languages": ["en"],
            "town": "Madoc",
            "wait_en": "Call three working days before",
            "wait_fr": "Appelez trois jours ouvrables à l’avance",
            "weeks": 20,
        },
        {
            "name_en": "Porch Talk",
            "name_fr": "Jasette sur la galerie",
            "words_en": "A friendly call once a week, for as long as you like.",
            "words_fr": "Un appel amical par semaine, aussi longtemps que vous le voulez.",
            "kinds": ["visit", "social"],
            "min_age": 55,
            "cost": "free",
            "referred_by": ["self", "form"],
            "languages": ["en", "fr"],
            "toll": True,
            "area_en": "Hastings and Prince Edward",
            "area_fr": "Hastings et Prince Edward",
            "weeks": 70,
        },
        {
            "name_en": "Quinte Grief Circle",
            "name_fr": "Cercle de deuil de Quinte",
            "words_en": "Eight evenings for people who have lost somebody, led by two trained neighbours.",
            "words_fr": "Huit soirées pour les personnes en deuil, animées par deux voisines formées.",
            "kinds": ["bereavement"],
            "cost": "free",
            "referred_by": ["letter", "call"],
            "languages": ["en"],
            "town": "Belleville",
            "street": "200 Pinnacle Street",
            "postal_code": "K8N 3A5",
            "wait_en": "A new circle begins in March and in October",
            "wait_fr": "Un nouveau cercle commence en mars et en octobre",
            "weeks": 10,
        },
    ],
    "west-elgin": [
        {
            "name_en": "West Lorne Supper Table",
            "words_en": "A hot supper together. Somebody drives you home if it is dark.",
            "kinds": ["food", "social"],
            "cost": "sliding",
            "fee_en": "What you can, from nothing to $8",
            "fee_fr": "Ce que vous pouvez, de rien à 8 $",
            "referred_by": ["self"],
            "languages": ["en", "pt"],
            "street": "214 Graham Street",
            "town": "West Lorne",
            "postal_code": "N0L 2P0",
            "hours_en": "Wednesdays, 5 pm",
            "hours_fr": "Le mercredi, 17 h",
            **ACCESSIBLE,
            "hearing_loop": False,
            "weeks": 3,
        },
        {
            "name_en": "Elgin Home Sharing",
            "words_en": "Brings together people who have a room with people who need one.",
            "kinds": ["shelter"],
            "cost": "free",
            "referred_by": ["form"],
            "languages": ["en"],
            "town": "St. Thomas",
            "area_en": "All of Elgin County",
            "area_fr": "Tout le comté d’Elgin",
            "weeks": 30,
        },
        {
            "name_en": "Tax Table",
            "name_fr": "La table d’impôt",
            "words_en": "Volunteers do simple tax returns, and find benefits that nobody has claimed.",
            "words_fr": "Des bénévoles remplissent les déclarations simples et trouvent les prestations oubliées.",
            "kinds": ["income"],
            "cost": "free",
            "whom_en": "People with a small income",
            "whom_fr": "Les personnes à faible revenu",
            "referred_by": ["call"],
            "languages": ["en", "fr"],
            "street": "160 Main Street",
            "town": "West Lorne",
            "postal_code": "N0L 2P0",
            "hours_en": "Saturdays in March and April",
            "hours_fr": "Le samedi en mars et en avril",
            "paused": True,
            "weeks": 40,
        },
        {
            "name_en": "Rodney Tool Shed",
            "words_en": "A workshop for whoever likes to fix things, and coffee for whoever likes to watch.",
            "kinds": ["arts", "social", "learning"],
            "cost": "free",
            "referred_by": ["self"],
            "languages": ["en"],
            "street": "221 Furnival Road",
            "town": "Rodney",
            "postal_code": "N0L 2C0",
            "hours_en": "Tuesdays and Fridays, 9 am to noon",
            "hours_fr": "Le mardi et le vendredi, de 9 h à midi",
            "step_free": False,
        },
    ],
    "temiskaming": [
        {
            "name_fr": "La Marmite du Nord",
            "name_en": "The Northern Kettle",
            "words_fr": "Épicerie à petit prix et boîtes de légumes du Témiscamingue, le vendredi.",
            "words_en": "Groceries at a low price, and boxes of local vegetables on Fridays.",
            "kinds": ["food"],
            "cost": "sliding",
            "fee_fr": "Selon le revenu, sans preuve à fournir",
            "fee_en": "According to income; no proof is asked for",
            "referred_by": ["self"],
            "languages": ["fr", "en"],
            "street": "15, rue Armstrong",
            "town": "New Liskeard",
            "postal_code": "P0J 1P0",
            "hours_fr": "Du lundi au vendredi, de 10 h à 16 h",
            "hours_en": "Monday to Friday, 10 am to 4 pm",
            **ACCESSIBLE,
            "scent_free": True,
            "weeks": 60,
        },
        {
            "name_fr": "Voisins en visite",
            "words_fr": "Une visite amicale toutes les deux semaines, avec ou sans chien.",
            "kinds": ["visit"],
            "min_age": 60,
            "cost": "free",
            "referred_by": ["call", "form"],
            "languages": ["fr"],
            "town": "Haileybury",
            "wait_fr": "Environ un mois",
            "weeks": 8,
        },
        {
            "name_fr": "Clic du lac",
            "words_fr": "Aide avec le téléphone, la tablette et les rendez-vous en ligne, une personne à la fois.",
            "kinds": ["digital", "learning"],
            "cost": "free",
            "referred_by": ["self", "call"],
            "languages": ["fr", "en"],
            "street": "50, rue Whitewood",
            "town": "New Liskeard",
            "postal_code": "P0J 1P0",
            "hours_fr": "Le mardi, de 13 h à 17 h",
            "weeks": 2,
        },
        {
            "name_fr": "Premiers pas au Témiskaming",
            "name_en": "First Steps in Témiskaming",
            "words_fr": "Accueil des nouveaux arrivants : papiers, logement, école, et un café le samedi.",
            "words_en": "For newcomers: papers, housing, school, and coffee on Saturdays.",
            "kinds": ["newcomer", "social"],
            "cost": "free",
            "referred_by": ["self"],
            "languages": ["fr", "en", "ar", "es"],
            "town": "Kirkland Lake",
            "weeks": 15,
        },
    ],
}


def build(world: DemoWorld) -> None:
    """What three centres know of around them; some of it has not been looked at for more than a year."""
    for slug, services in MAPS.items():
        for facts in services:
            _add(world, world.made["centres"][slug], dict(facts))


def _add(world: DemoWorld, centre: Centre, facts: dict[str, Any]) -> None:
    weeks, is_paused = facts.pop("weeks", None), facts.pop("paused", False)
    if facts.pop("toll", False):
        facts["toll_free"] = f"+18005550{100 + len(centre.slug)}"
    facts["phone"] = f"+1{AREAS[centre.slug]}55501{99 - centre.resources.count()}"
    made = resources.add(centre=centre, by=SYSTEM, **facts)
    if weeks is not None:
        day = world.now.astimezone(centre.zone).date() - timedelta(weeks=weeks)
        resources.confirm(made, by=SYSTEM, day=day)
    if is_paused:
        resources.pause(made, by=SYSTEM)
