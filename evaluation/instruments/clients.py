"""What clients are asked. Words of others stand as their authors wrote them, whatever we would have said."""

from evaluation.instruments.kinds import Audience, Better, Both, Instrument, Item, Option, Scale

_OFTEN = (
    Option(1, Both("Hardly ever", "Presque jamais")),
    Option(2, Both("Some of the time", "Parfois")),
    Option(3, Both("Often", "Souvent")),
)
_UCLA = (
    Item(
        "companionship",
        Both(
            "How often do you feel that you lack companionship?",
            "À quelle fréquence sentez-vous que vous manquez de compagnie?",
        ),
        _OFTEN,
    ),
    Item(
        "left_out",
        Both("How often do you feel left out?", "À quelle fréquence vous sentez-vous mis·e à l’écart?"),
        _OFTEN,
    ),
    Item(
        "isolated",
        Both(
            "How often do you feel isolated from others?",
            "À quelle fréquence vous sentez-vous isolé·e des autres?",
        ),
        _OFTEN,
    ),
)
UCLA3 = Instrument(
    slug="ucla3",
    version="2004",
    title=Both("Loneliness (UCLA, three items)", "Solitude (UCLA, trois questions)"),
    audience=Audience.CLIENT,
    opening=Both(
        "The next three questions are about how you feel about different parts of your life.",
        "Les trois prochaines questions portent sur ce que vous ressentez dans différents aspects de votre vie.",
    ),
    items=_UCLA,
    scales=(
        Scale(
            "loneliness",
            Both("Loneliness", "Solitude"),
            tuple(item.slug for item in _UCLA),
            least=3,
            most=9,
            better=Better.LOWER,
            cut=6,
        ),
    ),
    source="Hughes, Waite, Hawkley and Cacioppo (2004), Research on Aging 26(6), 655–672. Free to use with citation.",
    translated=("fr",),
    by_text=True,
)

_SATISFIED = Item(
    "satisfied",
    Both(
        "Overall, how satisfied are you with your life nowadays?",
        "Dans l’ensemble, à quel point êtes-vous satisfait·e de votre vie actuellement?",
    ),
    low=Both("not at all satisfied", "pas du tout satisfait·e"),
    high=Both("completely satisfied", "entièrement satisfait·e"),
)
_WORTHWHILE = Item(
    "worthwhile",
    Both(
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
        "Dans l’ensemble, à quel point avez-vous le sentiment que ce que vous faites dans la vie en vaut la peine?",
    ),
    low=Both("not at all worthwhile", "pas du tout"),
    high=Both("completely worthwhile", "entièrement"),
)
_HAPPY = Item(
    "happy",
    Both("Overall, how happy did you feel yesterday?", "Dans l’ensemble, à quel point vous sentiez-vous bien hier?"),
    low=Both("not at all happy", "pas bien du tout"),
    high=Both("completely happy", "tout à fait bien"),
)
_ANXIOUS = Item(
    "anxious",
    Both(
        "Overall, how anxious did you feel yesterday?",
        "Dans l’ensemble, à quel point vous sentiez-vous anxieux ou anxieuse hier?",
    ),
    low=Both("not at all anxious", "pas du tout"),
    high=Both("completely anxious", "extrêmement"),
)
# Four scores and no sum: the standard says that they are never added up.
ONS4 = Instrument(
    slug="ons4",
    version="2018",
    title=Both("Personal well-being (ONS4)", "Bien-être personnel (ONS4)"),
    audience=Audience.CLIENT,
    opening=Both(
        "I would like to ask you four questions about your feelings. There are no right or wrong answers.",
        "Voici quatre questions sur ce que vous ressentez. Il n’y a ni bonne ni mauvaise réponse.",
    ),
    items=(_SATISFIED, _WORTHWHILE, _HAPPY, _ANXIOUS),
    scales=(
        Scale.of(_SATISFIED, Both("Satisfied with life", "Satisfaction de la vie"), Better.HIGHER),
        Scale.of(_WORTHWHILE, Both("Life is worthwhile", "Sens de la vie"), Better.HIGHER),
        Scale.of(_HAPPY, Both("Happy yesterday", "Bien hier"), Better.HIGHER),
        Scale.of(_ANXIOUS, Both("Anxious yesterday", "Anxiété hier"), Better.LOWER),
    ),
    source="Office for National Statistics, harmonised principle of personal well-being. Open Government Licence 3.0.",
    translated=("fr",),
)

_BELONGING = Item(
    "belonging",
    Both(
        "How would you describe your sense of belonging to your local community?",
        "Comment décririez-vous votre sentiment d’appartenance à votre communauté locale?",
    ),
    (
        Option(1, Both("Very weak", "Très faible")),
        Option(2, Both("Somewhat weak", "Plutôt faible")),
        Option(3, Both("Somewhat strong", "Plutôt fort")),
        Option(4, Both("Very strong", "Très fort")),
    ),
)
_HOW_GOOD = (
    Option(1, Both("Poor", "Mauvaise")),
    Option(2, Both("Fair", "Passable")),
    Option(3, Both("Good", "Bonne")),
    Option(4, Both("Very good", "Très bonne")),
    Option(5, Both("Excellent", "Excellente")),
)
_HEALTH = Item(
    "health",
    Both("In general, would you say your health is…", "En général, diriez-vous que votre santé est…"),
    _HOW_GOOD,
)
_MENTAL = Item(
    "mental_health",
    Both(
        "In general, would you say your mental health is…",
        "En général, diriez-vous que votre santé mentale est…",
    ),
    _HOW_GOOD,
)
_STATCAN = "Statistics Canada, Canadian Community Health Survey, in both official languages. Open Licence."
BELONGING = Instrument(
    slug="belonging",
    version="cchs",
    title=Both("Sense of belonging", "Sentiment d’appartenance"),
    audience=Audience.CLIENT,
    items=(_BELONGING,),
    scales=(Scale.of(_BELONGING, Both("Sense of belonging", "Sentiment d’appartenance"), Better.HIGHER),),
    source=_STATCAN,
    by_text=True,
)
HEALTH = Instrument(
    slug="health",
    version="cchs",
    title=Both("Health, in one’s own view", "Santé, selon la personne"),
    audience=Audience.CLIENT,
    items=(_HEALTH, _MENTAL),
    scales=(
        Scale.of(_HEALTH, Both("General health", "Santé générale"), Better.HIGHER),
        Scale.of(_MENTAL, Both("Mental health", "Santé mentale"), Better.HIGHER),
    ),
    source=_STATCAN,
    by_text=True,
)

_LONELY = Item(
    "lonely",
    Both("How often do you feel lonely?", "À quelle fréquence vous sentez-vous seul·e?"),
    (
        Option(1, Both("Never", "Jamais")),
        Option(2, Both("Hardly ever", "Presque jamais")),
        Option(3, Both("Occasionally", "De temps à autre")),
        Option(4, Both("Some of the time", "Parfois")),
        Option(5, Both("Often or always", "Souvent ou toujours")),
    ),
)
LONELY1 = Instrument(
    slug="lonely1",
    version="2018",
    title=Both("Loneliness (one question)", "Solitude (une question)"),
    audience=Audience.CLIENT,
    items=(_LONELY,),
    scales=(Scale.of(_LONELY, Both("Loneliness", "Solitude"), Better.LOWER),),
    source="Office for National Statistics, national indicators of loneliness. Open Government Licence 3.0.",
    translated=("fr",),
    by_text=True,
)

_MATTERS = Item(
    "matters",
    Both(
        "How is it with what matters to you, this past week?",
        "Où en est ce qui compte pour vous, depuis une semaine?",
    ),
    least=0,
    most=6,
    low=Both("as bad as it could be", "aussi mal que possible"),
    high=Both("as good as it could be", "aussi bien que possible"),
    own_words=Both(
        "What matters most to you just now? In your own words.",
        "Qu’est-ce qui compte le plus pour vous en ce moment? Dans vos mots.",
    ),
)
MATTERS = Instrument(
    slug="matters",
    version="1",
    title=Both("What matters to me", "Ce qui compte pour moi"),
    audience=Audience.CLIENT,
    items=(_MATTERS,),
    scales=(Scale.of(_MATTERS, Both("What matters to me", "Ce qui compte pour moi"), Better.HIGHER),),
    source="Porchlight’s own.",
    by_text=True,
)
ALL = (UCLA3, LONELY1, ONS4, BELONGING, HEALTH, MATTERS)
