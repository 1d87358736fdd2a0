"""Our own short questions, written in both languages: for champions, providers and organisations."""

from evaluation.instruments.kinds import Audience, Better, Both, Instrument, Item, Option, Scale

_OURS = "Porchlight’s own. Not validated: it shows change in one place, and compares with nothing elsewhere."
_NOT_AT_ALL, _COMPLETELY = Both("not at all", "pas du tout"), Both("completely", "tout à fait")
_AGREE = (
    Option(1, Both("Strongly disagree", "Fortement en désaccord")),
    Option(2, Both("Disagree", "En désaccord")),
    Option(3, Both("Neither agree nor disagree", "Ni d’accord ni en désaccord")),
    Option(4, Both("Agree", "D’accord")),
    Option(5, Both("Strongly agree", "Fortement d’accord")),
)


def _zero_to_ten(slug: str, en: str, fr: str) -> Item:
    return Item(slug, Both(en, fr), low=_NOT_AT_ALL, high=_COMPLETELY)


def _statement(slug: str, en: str, fr: str) -> Item:
    return Item(slug, Both(en, fr), _AGREE)


_PURPOSE = _zero_to_ten(
    "purpose",
    "How much does what you do as a champion give you a sense of purpose?",
    "À quel point ce que vous faites comme championne ou champion donne-t-il un sens à vos journées?",
)
_CONFIDENCE = _zero_to_ten(
    "confidence",
    "How confident are you in leading what you lead?",
    "À quel point avez-vous confiance en vous pour animer ce que vous animez?",
)
_LOAD = _zero_to_ten(
    "load",
    "How heavy has it felt in the past month?",
    "À quel point cela vous a-t-il pesé depuis un mois?",
)
CHAMPION = Instrument(
    slug="champion",
    version="1",
    title=Both("How it is to be a champion", "Être championne ou champion"),
    audience=Audience.CHAMPION,
    items=(_PURPOSE, _CONFIDENCE, _LOAD),
    scales=(
        Scale.of(_PURPOSE, Both("Sense of purpose", "Sens"), Better.HIGHER),
        Scale.of(_CONFIDENCE, Both("Confidence", "Confiance"), Better.HIGHER),
        Scale.of(_LOAD, Both("Load", "Poids"), Better.LOWER),
    ),
    source=_OURS,
)

_EASY = _statement(
    "easy", "Writing a social prescription is easy.", "Il est facile de faire une prescription sociale."
)
_HEARD = _statement(
    "heard",
    "I hear enough about what becomes of my prescriptions.",
    "J’apprends assez ce que deviennent mes prescriptions.",
)
_HELPS = _statement("helps", "My clients are better off for it.", "Mes clientes et clients s’en portent mieux.")
_TIME = _statement("time", "It saves me time, or costs me none.", "Cela me fait gagner du temps ou ne m’en coûte pas.")
PROVIDER = Instrument(
    slug="provider",
    version="1",
    title=Both("Prescribing", "Prescrire"),
    audience=Audience.PROVIDER,
    items=(_EASY, _HEARD, _HELPS, _TIME),
    scales=(
        Scale.of(_EASY, Both("Easy to write", "Facilité"), Better.HIGHER),
        Scale.of(_HEARD, Both("Hears what became of it", "Retour d’information"), Better.HIGHER),
        Scale.of(_HELPS, Both("Clients are better off", "Bienfait"), Better.HIGHER),
        Scale.of(_TIME, Both("Time", "Temps"), Better.HIGHER),
    ),
    source=_OURS,
)

_LEADERS = _statement(
    "leaders", "Our leaders stand behind social prescribing.", "Notre direction soutient la prescription sociale."
)
_HANDS = _statement(
    "hands",
    "Somebody has the time to support champions and clients.",
    "Quelqu’un a le temps de soutenir les championnes, les champions et la clientèle.",
)
_KNOWN = _statement(
    "known", "Our staff know how and when to prescribe.", "Notre personnel sait quand et comment prescrire."
)
_ROOTS = _statement(
    "roots",
    "The people whom we serve take part in deciding.",
    "Les personnes que nous servons participent aux décisions.",
)
_LASTS = _statement(
    "lasts",
    "We would go on if the present funding ended.",
    "Nous continuerions si le financement actuel prenait fin.",
)
_READY = (_LEADERS, _HANDS, _KNOWN, _ROOTS, _LASTS)
ORGANISATION = Instrument(
    slug="organisation",
    version="1",
    title=Both("Readiness and implementation", "Préparation et mise en œuvre"),
    audience=Audience.ORGANISATION,
    items=_READY,
    scales=(
        Scale(
            "readiness",
            Both("Readiness", "Préparation"),
            tuple(item.slug for item in _READY),
            least=5,
            most=25,
            better=Better.HIGHER,
            may_lack=1,
        ),
    ),
    source=_OURS,
)
ALL = (CHAMPION, PROVIDER, ORGANISATION)
