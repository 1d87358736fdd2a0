"""The demo's notebooks: what Témiskaming keeps and tells the others, what Guelph left, and what it tries just now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core import clock
from core.actors import Actor, Role
from core.demo import DemoWorld
from evaluation.models import Trial, Verdict
from evaluation.services import notebook
from people.actors import for_user


@dataclass(frozen=True)
class Told:
    """One page of a notebook; `days` since it began. Without `verdict` it still goes on."""

    centre: str
    language: str
    days: int
    indicator: str
    title: str
    tries: str
    expects: str
    saw: str = ""
    verdict: str = ""
    keeps: str = ""
    is_shared: bool = False


NOTEBOOK = (
    Told(
        centre="temiskaming",
        language="fr",
        days=190,
        indicator="contact",
        title="Appeler le jour même",
        tries="L’agente de liaison appelle le jour où la prescription arrive, même pour deux minutes.",
        expects="Plus de premières conversations dans la semaine, et moins de gens qu’on ne joint jamais.",
        saw="Les premières conversations ont lieu plus tôt. Le vendredi, personne n’a le temps d’appeler.",
        verdict=Verdict.ADAPT,
        keeps="Nous gardons l’appel du jour même, sauf le vendredi : ce jour-là, un message annonce l’appel du lundi.",
        is_shared=True,
    ),
    Told(
        centre="guelph",
        language="en",
        days=160,
        indicator="attendance",
        title="A poster instead of an invitation",
        tries="For three months we put up posters for new groups and ask nobody in person.",
        expects="As many people come as before, with less work for everybody.",
        saw="Hardly anybody new came. Those who came said that somebody had told them about it.",
        verdict=Verdict.ABANDON,
        keeps="We ask in person again. A poster helps those who were asked to remember.",
    ),
    Told(
        centre="guelph",
        language="en",
        days=91,
        indicator="attendance",
        title="A call the day before",
        tries="A champion calls newcomers the day before their first date.",
        expects="More of those who signed up come to their first date.",
    ),
)


def build(world: DemoWorld) -> None:
    for told in NOTEBOOK:
        if told.centre in world.made["centres"]:
            _write(world, told)


def _write(world: DemoWorld, told: Told) -> None:
    centre = world.made["centres"][told.centre]
    by = for_user(world.made["staff"][told.centre][Role.COORDINATOR], centre_id=centre.pk)
    began = world.now - timedelta(days=told.days)
    day = began.astimezone(centre.zone).date()
    with clock.standing_at(began):
        trial = notebook.plan(
            centre,
            title=told.title,
            language=told.language,
            tries=told.tries,
            expects=told.expects,
            indicator=told.indicator,
            begins_on=day,
            look_on=day + notebook.USUAL,
            by=by,
        )
        notebook.start(trial, begins_on=trial.begins_on, look_on=trial.look_on, by=by)
    if told.verdict:
        _end(trial, told, began + notebook.USUAL, by)


def _end(trial: Trial, told: Told, at: datetime, by: Actor) -> None:
    with clock.standing_at(at):
        notebook.look(trial, saw=told.saw, by=by)
        notebook.decide(trial, verdict=told.verdict, keeps=told.keeps, by=by)
        if told.is_shared:
            notebook.share(trial, edition=notebook.edition_of(trial), by=by)
