"""Who people are: what is asked in Ontario to see whom care reaches and whom it does not (Measuring Health Equity, and
the standards for race under the Anti-Racism Act, 2017). Kept apart from everything else that is known of somebody.

No answer is ever written in words of one's own: what is kept is one of these, or several where `many` may be true.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.instruments.kinds import Both

RATHER_NOT, UNKNOWN = "rather_not", "unknown"
SEVERAL, SILENT = "several", "silent"  # more than one answer; not asked, or not answered
Answered = Mapping[str, list[str]]  # by question, what was chosen


@dataclass(frozen=True)
class Choice:
    slug: str
    words: Both


_REFUSALS = (
    Choice(RATHER_NOT, Both("I would rather not say", "Je préfère ne pas répondre")),
    Choice(UNKNOWN, Both("I do not know", "Je ne sais pas")),
)
_LEFT = (
    Choice(SEVERAL, Both("More than one of these", "Plus d’une de ces réponses")),
    Choice(SILENT, Both("Not asked, or not answered", "Question non posée ou sans réponse")),
)


@dataclass(frozen=True)
class Question:
    """`why` it is asked. The two refusals stand at the end of every question."""

    slug: str
    title: Both
    words: Both
    why: Both
    choices: tuple[Choice, ...]
    many: bool = False

    @property
    def all_choices(self) -> tuple[Choice, ...]:
        return (*self.choices, *_REFUSALS)

    @property
    def groups(self) -> tuple[Choice, ...]:
        """Where somebody may stand in a table: each in exactly one."""
        return (*self.choices, *(_LEFT[:1] if self.many else ()), *_REFUSALS, *_LEFT[1:])

    def group_of(self, answers: Answered) -> str:
        given = answers.get(self.slug, [])
        return SILENT if not given else SEVERAL if len(given) > 1 else given[0]

    def is_legal(self, given: list[str]) -> bool:
        """Of a refusal there is only one, and nothing beside it."""
        known = {choice.slug for choice in self.all_choices}
        alone = self.many and not {RATHER_NOT, UNKNOWN} & set(given)
        return len(set(given)) == len(given) and set(given) <= known and (len(given) <= 1 or alone)


def _of(*choices: tuple[str, str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(slug, Both(en, fr)) for slug, en, fr in choices)


LANGUAGE = Question(
    "language",
    Both("Language", "Langue"),
    Both(
        "In which language are you most comfortable speaking with us?",
        "Dans quelle langue êtes-vous le plus à l’aise pour nous parler?",
    ),
    Both(
        "To see whether people who speak your language find their way here as others do.",
        "Pour voir si les personnes qui parlent votre langue trouvent leur chemin ici comme les autres.",
    ),
    _of(
        ("en", "English", "Anglais"),
        ("fr", "French", "Français"),
        ("sign", "A sign language (ASL, LSQ or another)", "Une langue des signes (LSQ, ASL ou autre)"),
        ("indigenous", "An Indigenous language", "Une langue autochtone"),
        ("ar", "Arabic", "Arabe"),
        ("bn", "Bengali", "Bengali"),
        ("yue", "Chinese (Cantonese)", "Chinois (cantonais)"),
        ("zh", "Chinese (Mandarin)", "Chinois (mandarin)"),
        ("fa", "Farsi or Dari", "Farsi ou dari"),
        ("hi", "Hindi", "Hindi"),
        ("it", "Italian", "Italien"),
        ("ko", "Korean", "Coréen"),
        ("pl", "Polish", "Polonais"),
        ("pt", "Portuguese", "Portugais"),
        ("pa", "Punjabi", "Pendjabi"),
        ("ru", "Russian", "Russe"),
        ("so", "Somali", "Somali"),
        ("es", "Spanish", "Espagnol"),
        ("tl", "Tagalog", "Tagalog"),
        ("ta", "Tamil", "Tamoul"),
        ("uk", "Ukrainian", "Ukrainien"),
        ("ur", "Urdu", "Ourdou"),
        ("vi", "Vietnamese", "Vietnamien"),
        ("other", "Another language", "Une autre langue"),
    ),
)
BORN = Question(
    "born",
    Both("Born in Canada", "Née ou né au Canada"),
    Both("Were you born in Canada?", "Êtes-vous né·e au Canada?"),
    Both(
        "To see whether newcomers find what they need.",
        "Pour voir si les personnes nouvellement arrivées trouvent ce qu’il leur faut.",
    ),
    _of(("yes", "Yes", "Oui"), ("no", "No", "Non")),
)
ARRIVED = Question(
    "arrived",
    Both("Came to Canada", "Arrivée au Canada"),
    Both("If not, when did you come to Canada?", "Sinon, quand êtes-vous arrivé·e au Canada?"),
    Both(
        "The first years are often the hardest ones. We do not keep the year itself.",
        "Les premières années sont souvent les plus difficiles. Nous ne gardons pas l’année même.",
    ),
    _of(
        ("since2020", "In 2020 or later", "En 2020 ou après"),
        ("since2015", "2015 to 2019", "De 2015 à 2019"),
        ("since2005", "2005 to 2014", "De 2005 à 2014"),
        ("since1990", "1990 to 2004", "De 1990 à 2004"),
        ("before1990", "Before 1990", "Avant 1990"),
    ),
)
RACE = Question(
    "race",
    Both("Racial or ethnic group", "Groupe racial ou ethnique"),
    Both(
        "Which of these describes you best? Choose all that do.",
        "Lesquelles de ces réponses vous décrivent le mieux? Choisissez toutes celles qui conviennent.",
    ),
    Both(
        "Racism makes people ill. This shows whether we serve everybody as well, and where we must do better.",
        "Le racisme rend malade. Ceci montre si nous servons tout le monde aussi bien, et où nous devons faire mieux.",
    ),
    _of(
        ("black", "Black (African, Caribbean, Black Canadian)", "Noire ou Noir (Afrique, Caraïbes, Canada)"),
        ("east", "East or Southeast Asian", "Asie de l’Est ou du Sud-Est"),
        (
            "indigenous",
            "Indigenous (First Nations, Métis, Inuk or Inuit)",
            "Autochtone (Premières Nations, Métis, Inuk ou Inuit)",
        ),
        ("latino", "Latino or Latina", "Latino-américaine ou latino-américain"),
        ("middle", "Middle Eastern", "Moyen-Orient"),
        ("south", "South Asian", "Asie du Sud"),
        ("white", "White", "Blanche ou Blanc"),
        ("other", "Another", "Un autre groupe"),
    ),
    many=True,
)
DISABILITY = Question(
    "disability",
    Both("Disability", "Handicap"),
    Both(
        "Do you live with any of these? Choose all that you do.",
        "Vivez-vous avec l’une de ces situations? Choisissez toutes celles qui conviennent.",
    ),
    Both(
        "To see whether our groups are open to everybody, as the law asks and as we wish.",
        "Pour voir si nos groupes sont ouverts à tout le monde, comme la loi le demande et comme nous le souhaitons.",
    ),
    _of(
        ("none", "None of these", "Aucune de ces situations"),
        ("chronic", "A chronic illness", "Une maladie chronique"),
        ("developmental", "A developmental disability", "Une déficience développementale"),
        ("substance", "Dependence on drugs or alcohol", "Une dépendance aux drogues ou à l’alcool"),
        ("learning", "A learning disability", "Un trouble d’apprentissage"),
        ("mental", "A mental illness", "Une maladie mentale"),
        ("physical", "A physical disability", "Un handicap physique"),
        ("senses", "A disability of sight or hearing", "Un handicap de la vue ou de l’ouïe"),
        ("other", "Another", "Une autre situation"),
    ),
    many=True,
)
GENDER = Question(
    "gender",
    Both("Gender", "Genre"),
    Both("What is your gender?", "Quel est votre genre?"),
    Both(
        "To see whether people of each gender feel welcome, and stay.",
        "Pour voir si les personnes de chaque genre se sentent bienvenues, et restent.",
    ),
    _of(
        ("woman", "Woman", "Femme"),
        ("man", "Man", "Homme"),
        ("trans_woman", "Trans woman", "Femme trans"),
        ("trans_man", "Trans man", "Homme trans"),
        ("non_binary", "Non-binary or gender fluid", "Non binaire ou de genre fluide"),
        ("two_spirit", "Two-Spirit", "Bispirituelle ou bispirituel"),
        ("other", "Another", "Un autre genre"),
    ),
)
ORIENTATION = Question(
    "orientation",
    Both("Sexual orientation", "Orientation sexuelle"),
    Both("What is your sexual orientation?", "Quelle est votre orientation sexuelle?"),
    Both(
        "Many have been turned away elsewhere. This shows whether we are a place for them.",
        "Beaucoup ont été mal reçus ailleurs. Ceci montre si notre centre est aussi un lieu pour ces personnes.",
    ),
    _of(
        ("straight", "Straight or heterosexual", "Hétérosexuelle ou hétérosexuel"),
        ("gay", "Gay", "Gai"),
        ("lesbian", "Lesbian", "Lesbienne"),
        ("bisexual", "Bisexual", "Bisexuelle ou bisexuel"),
        ("queer", "Queer", "Queer"),
        ("two_spirit", "Two-Spirit", "Bispirituelle ou bispirituel"),
        ("other", "Another", "Une autre orientation"),
    ),
)
INCOME = Question(
    "income",
    Both("Household income", "Revenu du ménage"),
    Both(
        "What was the income of your household before tax last year?",
        "Quel était le revenu de votre ménage avant impôt l’an dernier?",
    ),
    Both(
        "Money decides much about health. This shows whether people with little reach us, and are helped.",
        "L’argent pèse lourd sur la santé. Ceci montre si les personnes qui en ont peu nous joignent et sont aidées.",
    ),
    _of(
        ("under15", "Under $15,000", "Moins de 15 000 $"),
        ("under30", "$15,000 to $29,999", "De 15 000 $ à 29 999 $"),
        ("under60", "$30,000 to $59,999", "De 30 000 $ à 59 999 $"),
        ("under90", "$60,000 to $89,999", "De 60 000 $ à 89 999 $"),
        ("under120", "$90,000 to $119,999", "De 90 000 $ à 119 999 $"),
        ("over120", "$120,000 or more", "120 000 $ ou plus"),
    ),
)
SUPPORTED = Question(
    "supported",
    Both("People living on that income", "Personnes vivant de ce revenu"),
    Both("How many people does this income support?", "Combien de personnes vivent de ce revenu?"),
    Both(
        "The same income is little for five, and more for one.",
        "Le même revenu est peu pour cinq personnes, et davantage pour une seule.",
    ),
    _of(
        ("one", "One", "Une"),
        ("two", "Two", "Deux"),
        ("three", "Three", "Trois"),
        ("four", "Four", "Quatre"),
        ("five", "Five or more", "Cinq ou plus"),
    ),
)
QUESTIONS = (LANGUAGE, BORN, ARRIVED, RACE, DISABILITY, GENDER, ORIENTATION, INCOME, SUPPORTED)
BY_SLUG = {question.slug: question for question in QUESTIONS}
