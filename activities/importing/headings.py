"""The headings of a schedule's columns as centres write them, in English and in French."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from activities.choices import Kind
from core.languages import Spoken
from core.text import bare

COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "name", "group", "activity", "program", "programme", "name of the group", "program name",
              "activity name", "event", "titre", "nom", "groupe", "activite", "nom du groupe", "nom de l activite",
              "evenement"),
    "weekday": ("day", "weekday", "day of week", "day of the week", "jour", "jour de la semaine"),
    "often": ("how often", "frequency", "repeats", "recurrence", "frequence", "combien de fois", "repetition"),
    "first": ("first date", "start date", "starts on", "date", "begins", "first day", "premiere date",
              "date de debut", "debut", "a partir du", "commence le"),
    "last": ("last date", "end date", "ends on", "until", "derniere date", "date de fin", "fin", "jusqu au",
             "se termine le"),
    "start": ("time", "start time", "starts at", "start", "hours", "heure", "heure de debut", "horaire"),
    "end": ("end time", "ends at", "end", "finish", "heure de fin", "se termine a"),
    "length": ("length", "duration", "minutes", "how long", "duree", "longueur"),
    "place": ("place", "location", "room", "where", "venue", "lieu", "endroit", "salle", "local", "ou"),
    "leader": ("leader", "led by", "who leads", "host", "facilitator", "champion", "who", "contact", "responsable",
               "anime par", "qui anime", "animation", "animateur", "animatrice", "personne responsable", "champion ne", "hote"),
    "seats": ("seats", "places", "capacity", "spots", "max", "maximum", "participants", "nombre de places",
              "capacite", "maximum de personnes"),
    "kind": ("kind", "type", "category", "sort", "what sort", "genre", "categorie", "sorte"),
    "language": ("language", "languages", "langue", "langues"),
    "text": ("notes", "note", "description", "details", "what", "comments", "remarques", "commentaires"),
}  # fmt: skip
_BY_WORDS = {words: column for column, many in COLUMNS.items() for words in many}
NEEDED = frozenset({"title", "start"})
FURTHEST_DOWN = 10  # above the headings there may be a title of the sheet

_KINDS = {
    Kind.SOCIAL: ("social", "rencontre", "cafe", "coffee"),
    Kind.GRIEF: ("grief", "loss", "deuil"),
    Kind.GAMES: ("games", "cards", "jeux", "cartes"),
    Kind.CRAFTS: ("crafts", "arts", "art", "bricolage", "artisanat"),
    Kind.MUSIC: ("music", "singing", "musique", "chant"),
    Kind.MOVEMENT: ("movement", "walking", "exercise", "fitness", "yoga", "marche", "exercice", "mouvement"),
    Kind.FOOD: ("food", "cooking", "cuisine", "repas", "alimentation"),
    Kind.NATURE: ("nature", "outdoors", "garden", "gardening", "plein air", "jardin", "jardinage"),
    Kind.LEARNING: ("learning", "workshop", "education", "apprentissage", "atelier", "formation"),
    Kind.DIGITAL: ("digital", "computers", "phones", "technology", "numerique", "ordinateurs", "technologie"),
    Kind.WELLBEING: ("wellbeing", "wellness", "health", "bien etre", "sante"),
    Kind.NEWCOMERS: ("newcomers", "settlement", "nouveaux arrivants", "accueil"),
    Kind.FAMILY: ("family", "families", "children", "parents", "famille", "familles", "enfants"),
    Kind.VISITS: ("visits", "rides", "visiting", "visites", "transport"),
}
_LANGUAGES = {
    Spoken.EN: ("english", "anglais", "en"),
    Spoken.FR: ("french", "francais", "fr"),
    Spoken.ASL: ("asl", "american sign language"),
    Spoken.LSQ: ("lsq", "langue des signes quebecoise"),
    Spoken.OJIBWE: ("ojibwe", "ojibwa", "anishinaabemowin"),
    Spoken.CREE: ("cree", "cri"),
    Spoken.ARABIC: ("arabic", "arabe"),
    Spoken.CHINESE: ("chinese", "mandarin", "cantonese", "chinois"),
    Spoken.FARSI: ("farsi", "persian", "persan"),
    Spoken.PORTUGUESE: ("portuguese", "portugais"),
    Spoken.PUNJABI: ("punjabi", "pendjabi"),
    Spoken.SOMALI: ("somali",),
    Spoken.SPANISH: ("spanish", "espagnol"),
    Spoken.TAMIL: ("tamil", "tamoul"),
    Spoken.UKRAINIAN: ("ukrainian", "ukrainien"),
    Spoken.URDU: ("urdu", "ourdou"),
}
_KIND_BY_WORD = {word: kind for kind, words in _KINDS.items() for word in words}
_LANGUAGE_BY_WORD = {word: language for language, words in _LANGUAGES.items() for word in words}


class Head(NamedTuple):
    """The row with the headings: its number, the column of each that we know, and what the others are called."""

    number: int
    columns: dict[str, int]
    unknown: list[str]


def find(rows: Sequence[tuple[int, Sequence[Any]]]) -> Head | None:
    """Which of the first rows holds the headings. None where no row does."""
    for number, row in rows[:FURTHEST_DOWN]:
        head = Head(number, {}, [])
        for column, cell in enumerate(row):
            text = str(cell or "").strip()
            if name := _BY_WORDS.get(bare(re.sub(r"\(.*?\)", "", text))):
                head.columns.setdefault(name, column)
            elif text:
                head.unknown.append(text)
        if head.columns.keys() >= NEEDED:
            return head
    return None


def kind(text: str) -> Kind | None:
    """By its word in either language, or by any word that stands for one of them alone."""
    whole = bare(text)
    if whole in Kind.values:
        return Kind(whole)
    found = {_KIND_BY_WORD[word] for word in (whole, *whole.split()) if word in _KIND_BY_WORD}
    return found.pop() if len(found) == 1 else None


def languages(text: str) -> list[str] | None:
    """The codes; None where one of the words is no language that we know."""
    words = [bare(part) for part in re.split(r"[,;/&+]|\band\b|\bet\b", text) if part.strip()]
    found = [_LANGUAGE_BY_WORD.get(word) for word in words]
    return [str(one.value) for one in found if one] if all(found) else None
