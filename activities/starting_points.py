"""Ideas that have worked elsewhere, as a start for a proposal. These are texts of the group itself, not of the site:
both languages are written here, because both are kept.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from activities import schedules
from activities.choices import Frequency, JoinMode, Kind
from core.bilingual import Bilingual


@dataclass(frozen=True)
class StartingPoint:
    """What a proposal is filled with at its start. The champion changes any of it."""

    slug: str
    title_en: str = ""
    title_fr: str = ""
    summary_en: str = ""
    summary_fr: str = ""
    audience_en: str = ""
    audience_fr: str = ""
    kind: str = Kind.SOCIAL
    frequency: str = Frequency.WEEKLY
    minutes: int = 120
    capacity: int | None = 12
    join_mode: str = JoinMode.SIGN_UP
    sensitive: bool = False
    needs_from_staff_en: str = field(default="", kw_only=True)
    needs_from_staff_fr: str = field(default="", kw_only=True)

    title = Bilingual("title")
    summary = Bilingual("summary")
    needs_from_staff = Bilingual("needs_from_staff")

    @property
    def words(self) -> dict[str, Any]:
        """What the first step shows."""
        names = [f"{name}_{language}" for name in ("title", "summary", "audience") for language in ("en", "fr")]
        return {name: getattr(self, name) for name in [*names, "kind"]}

    def rest(self, today: date) -> dict[str, Any]:
        """What the later steps show. The rule gets its weekday from the first date, once that is chosen."""
        return {
            "rule": schedules.rule_for(self.frequency, today),
            "minutes": self.minutes,
            "capacity": self.capacity,
            "join_mode": self.join_mode,
            "sensitive": self.sensitive,
            "needs_from_staff": self.needs_from_staff,
        }


SOMETHING_ELSE = StartingPoint("something-else")

_ALL = (
    StartingPoint(
        "card-night",
        "Card night",
        "Soirée de cartes",
        "We play cards: euchre, cribbage, crazy eights, whatever the table likes. No skill needed. Somebody will show "
        "you the rules, and there is always tea and a bit of talk.",
        "On joue aux cartes : euchre, cribbage, huit américain, selon l’humeur de la table. Pas besoin de savoir "
        "jouer : quelqu’un vous montrera. Il y a toujours du thé et de la jasette.",
        "Anybody who likes company, beginners too",
        "Toute personne qui aime la compagnie, même débutante",
        kind=Kind.GAMES,
        capacity=16,
        needs_from_staff_en="Card decks, tables, tea and coffee.",
        needs_from_staff_fr="Des jeux de cartes, des tables, du thé et du café.",
    ),
    StartingPoint(
        "knitting",
        "Knitting circle",
        "Cercle de tricot",
        "Bring your knitting or crochet, or start something new. We share wool, patterns and stories, and help each "
        "other with dropped stitches.",
        "Apportez votre tricot ou votre crochet, ou commencez un nouveau projet. On partage la laine, les patrons et "
        "les histoires, et on s’aide à rattraper les mailles échappées.",
        "Beginners and old hands",
        "Débutantes, débutants et mains expertes",
        kind=Kind.CRAFTS,
        join_mode=JoinMode.DROP_IN,
        capacity=None,
        needs_from_staff_en="A basket of wool and needles to share.",
        needs_from_staff_fr="Un panier de laine et d’aiguilles à partager.",
    ),
    StartingPoint(
        "grief-group",
        "Life after loss",
        "La vie après un deuil",
        "A small group for people who have lost somebody they loved. We listen to each other. You can talk, or just "
        "sit with us. What is said here stays here.",
        "Un petit groupe pour les personnes qui ont perdu un être cher. On s’écoute les uns les autres. Vous pouvez "
        "parler, ou simplement être là. Ce qui se dit ici reste ici.",
        "People who have lost somebody, however long ago",
        "Les personnes qui ont perdu quelqu’un, peu importe quand",
        kind=Kind.GRIEF,
        minutes=90,
        capacity=8,
        join_mode=JoinMode.COURSE,
        sensitive=True,
        needs_from_staff_en="A quiet room, and somebody from staff to talk with after the group.",
        needs_from_staff_fr="Une salle calme, et une personne de l’équipe à qui parler après la rencontre.",
    ),
    StartingPoint(
        "walking-club",
        "Walking club",
        "Club de marche",
        "We walk together at an easy pace, rain or shine, with stops to catch our breath. Afterwards there is "
        "time for a hot drink.",
        "On marche ensemble à un rythme tranquille, beau temps, mauvais temps, avec des pauses pour souffler. "
        "Ensuite, on prend le temps d’une boisson chaude.",
        "Anybody who can walk for half an hour; canes and walkers are welcome",
        "Toute personne qui peut marcher une demi-heure; cannes et déambulateurs bienvenus",
        kind=Kind.MOVEMENT,
        minutes=60,
        capacity=None,
        join_mode=JoinMode.DROP_IN,
        needs_from_staff_en="A first-aid kit, and an easy route that staff know.",
        needs_from_staff_fr="Une trousse de premiers soins et un parcours facile que l’équipe connaît.",
    ),
    StartingPoint(
        "friendly-coffee",
        "Friendly coffee",
        "Café entre voisins",
        "A pot of coffee, a few chairs and good company. Come for ten minutes or for the whole morning. You need not "
        "know anybody yet.",
        "Une cafetière, quelques chaises et de la bonne compagnie. Venez dix minutes ou toute la matinée. Pas besoin "
        "de connaître quelqu’un.",
        "Everybody, and most of all people who are new here",
        "Tout le monde, et surtout les personnes qui viennent d’arriver",
        minutes=90,
        capacity=None,
        join_mode=JoinMode.DROP_IN,
        needs_from_staff_en="Coffee, tea, milk and cups.",
        needs_from_staff_fr="Du café, du thé, du lait et des tasses.",
    ),
    StartingPoint(
        "cooking-together",
        "Cooking together",
        "Cuisiner ensemble",
        "We cook a simple, low-cost meal and eat it at one table. You take the recipe home. Tell us about allergies "
        "when you sign up.",
        "On prépare un repas simple et peu coûteux, puis on le mange à la même table. Vous repartez avec la recette. "
        "Dites-nous vos allergies à l’inscription.",
        "People who like to eat well with others; no cooking skills needed",
        "Les personnes qui aiment bien manger en compagnie; pas besoin de savoir cuisiner",
        kind=Kind.FOOD,
        frequency=Frequency.FORTNIGHTLY,
        minutes=150,
        capacity=8,
        needs_from_staff_en="The kitchen, and help with the cost of groceries.",
        needs_from_staff_fr="La cuisine, et un coup de main pour payer l’épicerie.",
    ),
    StartingPoint(
        "music-circle",
        "Music circle",
        "Cercle de musique",
        "Sing along, bring an instrument, or just tap your foot. We play old favourites, and everybody may ask for a "
        "song.",
        "Chantez, apportez un instrument ou battez simplement la mesure. On joue de vieux succès, et tout le monde "
        "peut demander une chanson.",
        "Singers, players and listeners",
        "Celles et ceux qui chantent, qui jouent ou qui écoutent",
        kind=Kind.MUSIC,
        frequency=Frequency.FORTNIGHTLY,
        capacity=20,
        join_mode=JoinMode.DROP_IN,
        needs_from_staff_en="Song sheets in large print.",
        needs_from_staff_fr="Des paroles de chansons en gros caractères.",
    ),
    StartingPoint(
        "phone-help",
        "Help with phones and tablets",
        "Coup de main avec le téléphone et la tablette",
        "Bring your phone or tablet and your questions: photos, video calls with family, or how to spot a scam. We go "
        "at your pace, and no question is silly.",
        "Apportez votre téléphone ou votre tablette, et vos questions : les photos, les appels vidéo en famille, les "
        "fraudes à éviter. On va à votre rythme, et aucune question n’est bête.",
        "Anybody who would like to be surer with their phone",
        "Toute personne qui veut se sentir plus à l’aise avec son téléphone",
        kind=Kind.DIGITAL,
        minutes=90,
        capacity=6,
        needs_from_staff_en="The wireless network, and a few chargers.",
        needs_from_staff_fr="Le réseau sans fil et quelques chargeurs.",
    ),
    StartingPoint(
        "crafts",
        "Craft afternoon",
        "Après-midi de bricolage",
        "Each time we make one small thing together, such as a card, a lantern or a jar of buttons. You take home "
        "what you made.",
        "Chaque fois, on fabrique ensemble une petite chose : une carte, une lanterne, un pot de boutons. Vous "
        "repartez avec votre création.",
        "Anybody who likes to make things with their hands",
        "Toute personne qui aime créer de ses mains",
        kind=Kind.CRAFTS,
        frequency=Frequency.FORTNIGHTLY,
        needs_from_staff_en="Paper, glue, scissors and paint.",
        needs_from_staff_fr="Du papier, de la colle, des ciseaux et de la peinture.",
    ),
    StartingPoint(
        "gardening",
        "Garden club",
        "Club de jardinage",
        "We grow vegetables and flowers together, swap seeds and share what we pick. In winter we plan and start "
        "seedlings indoors.",
        "On cultive ensemble des légumes et des fleurs, on échange des graines et on partage la récolte. L’hiver, on "
        "planifie et on sème à l’intérieur.",
        "Everybody; there is work for people who sit, too",
        "Tout le monde; il y a aussi du travail à faire en position assise",
        kind=Kind.NATURE,
        minutes=90,
        needs_from_staff_en="A bit of ground or some raised beds, water, and a few tools.",
        needs_from_staff_fr="Un coin de terre ou des bacs surélevés, de l’eau et quelques outils.",
    ),
    StartingPoint(
        "newcomer-welcome",
        "Newcomer welcome",
        "Accueil des nouveaux arrivants",
        "Meet neighbours who know what it is like to be new. We talk about school, work, winter and where to find "
        "things, and practise English or French as we go.",
        "Rencontrez des voisins qui savent ce que c’est que d’arriver quelque part. On parle de l’école, du travail, "
        "de l’hiver et des bonnes adresses, tout en pratiquant le français ou l’anglais.",
        "People who are new to Canada or to town, with their families",
        "Les personnes nouvellement arrivées au Canada ou en ville, avec leur famille",
        kind=Kind.NEWCOMERS,
        capacity=None,
        join_mode=JoinMode.DROP_IN,
        needs_from_staff_en="A few toys for children, and the list of local services.",
        needs_from_staff_fr="Quelques jouets pour les enfants et la liste des services du coin.",
    ),
    StartingPoint(
        "gentle-yoga",
        "Gentle chair yoga",
        "Yoga doux sur chaise",
        "Slow stretches and calm breathing, sitting on a chair. Wear what is comfortable and do only what feels good.",
        "Des étirements lents et une respiration calme, en position assise. Portez des vêtements confortables et ne "
        "faites que ce qui vous fait du bien.",
        "Every body, at any age",
        "Tous les corps, à tout âge",
        kind=Kind.MOVEMENT,
        minutes=60,
        join_mode=JoinMode.STANDING,
        needs_from_staff_en="Sturdy chairs without arms, and a quiet room.",
        needs_from_staff_fr="Des chaises solides sans accoudoirs et une salle calme.",
    ),
)
STARTING_POINTS = {point.slug: point for point in (*_ALL, SOMETHING_ELSE)}
IDEAS = _ALL
