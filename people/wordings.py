"""The words to which people agreed, in each version that was ever shown or read aloud. Nothing here is changed: a new
wording is a new version beside the old, and a consent names the one that was used.

The pages say the same words from their own templates; a test compares them, so that none changes without a version.
"""

from people.models.consent import Purpose

PAGE = "2026-11"  # the list on My page, and the same read aloud at the desk
SIGN_UP = "2026-11-sign-up"  # the form for a place
DROP_IN = "2026-11-drop-in"  # the same, for a group that gives no places
VISITS = "2026-11-visits"  # the form for somebody who visits
PHONE = "2026-11-phone"  # asked at the telephone desk
INVITE = "2026-11-invite"  # asked before a champion calls
ASKED_HOW = "2026-11-asked-how"  # asked by a link worker before anybody asks how they are
IMPLIED = "2026-11-implied"  # no words: they asked for something, and hear about it
EQUITY = "2026-11-equity"  # above the questions about who somebody is
STORY = "2026-11-story"  # beside a story that somebody tells, where they choose how far it may go
STOP = "2026-11-stop"  # their own word
CURRENT = PAGE

Words = dict[str, str]  # by language
WORDINGS: dict[str, dict[Purpose, Words]] = {
    PAGE: {
        Purpose.OWN_PLACES: {
            "en": "Send me messages about the places I have: reminders and changes",
            "fr": "M’envoyer des messages au sujet de mes places : rappels et changements",
        },
        Purpose.NEWS: {
            "en": "Tell me about other activities",
            "fr": "Me parler d’autres activités",
        },
        Purpose.SHARE_WITH_LEADER: {
            "en": "Show the group's leader what makes it easier for me to take part",
            "fr": "Montrer à la personne qui anime le groupe ce qui facilite ma participation",
        },
        Purpose.CHAMPION_CALLS: {
            "en": (
                "A volunteer of the centre may phone me to invite me, or meet me at the door. They learn my first "
                "name and, for a call, my number"
            ),
            "fr": (
                "Une personne bénévole du centre peut m’appeler pour m’inviter, ou m’accueillir à la porte. Elle "
                "apprend mon prénom et, pour un appel, mon numéro"
            ),
        },
        Purpose.REFERRAL: {
            "en": "The centre may connect me with groups and services, by a social prescription",
            "fr": "Le centre peut me mettre en lien avec des groupes et des services, par une prescription sociale",
        },
        Purpose.WORD_BACK: {
            "en": "Whoever prescribed may hear that it goes on, and how it ends",
            "fr": "La personne qui a prescrit peut savoir que ça suit son cours et comment ça se termine",
        },
        Purpose.WORD_BACK_DETAIL: {
            "en": "Whoever prescribed may also hear what I take part in",
            "fr": "La personne qui a prescrit peut aussi savoir à quoi je participe",
        },
        Purpose.EVALUATION: {
            "en": "The centre may ask me now and then how I am, and count my answers with those of others",
            "fr": (
                "Le centre peut me demander de temps en temps comment je vais et compter mes réponses avec celles "
                "d’autres personnes"
            ),
        },
        Purpose.EQUITY: {
            "en": (
                "The centre may ask who I am (such as my language, my income or my identity), keep it apart from my "
                "record, and count it with others’"
            ),
            "fr": (
                "Le centre peut me demander qui je suis (par exemple ma langue, mon revenu ou mon identité), garder "
                "ces réponses à part de mon dossier et les compter avec celles d’autres personnes"
            ),
        },
        Purpose.STORIES: {
            "en": (
                "The centre may keep the stories that I tell it, and retell each no further than I said. When I end "
                "this, they are deleted"
            ),
            "fr": (
                "Le centre peut garder les témoignages que je lui confie et raconter chacun seulement aussi loin que "
                "je l’ai permis. Si j’y mets fin, ils sont supprimés"
            ),
        },
    },
    SIGN_UP: {
        Purpose.OWN_PLACES: {
            "en": (
                "By signing up you agree that %(centre)s may tell you about your place: that you have it, when it "
                "comes near, and when something changes. Nothing else. You can end this at any time."
            ),
            "fr": (
                "En vous inscrivant, vous acceptez que nous (%(centre)s) communiquions avec vous au sujet de votre "
                "place : pour la confirmer, quand la date approche et quand quelque chose change. Rien d’autre. "
                "Vous pouvez y mettre fin à tout moment."
            ),
        },
        Purpose.SHARE_WITH_LEADER: {
            "en": "The group's leader may see this",
            "fr": "La personne qui anime le groupe peut voir ceci",
        },
    },
    DROP_IN: {
        Purpose.OWN_PLACES: {
            "en": (
                "By sending this you agree that %(centre)s may tell you when something changes about this date. "
                "Nothing else. You can end this at any time."
            ),
            "fr": (
                "En envoyant ceci, vous acceptez que nous (%(centre)s) vous prévenions si quelque chose change pour "
                "cette séance. Rien d’autre. Vous pouvez y mettre fin à tout moment."
            ),
        },
    },
    VISITS: {
        Purpose.OWN_PLACES: {
            "en": (
                "By sending this you agree that the centre may tell you about it, in the way you chose on My page. "
                "You can end this at any time."
            ),
            "fr": (
                "En envoyant ceci, vous acceptez que le centre vous en parle, de la façon choisie sur Ma page. Vous "
                "pouvez y mettre fin à tout moment."
            ),
        },
    },
    PHONE: {
        Purpose.OWN_PLACES: {
            "en": "“May we write to you or call you about your own places?”",
            "fr": "« Pouvons-nous vous écrire ou vous appeler au sujet de vos propres places? »",
        },
    },
    INVITE: {
        Purpose.CHAMPION_CALLS: {
            "en": (
                "“May a volunteer of our centre call you to invite you to something, or meet you at the door? They "
                "learn your first name and, for a call, your number, and nothing else. They have signed that they "
                "keep it to themselves. You can change your mind at any time.”"
            ),
            "fr": (
                "« Une personne bénévole de notre centre peut-elle vous appeler pour vous inviter à quelque chose, "
                "ou vous accueillir à la porte? Elle apprend votre prénom et, pour un appel, votre numéro, et rien "
                "d’autre. Elle s’est engagée par écrit à garder cela pour elle. Vous pouvez changer d’avis en tout "
                "temps. »"
            ),
        },
    },
    ASKED_HOW: {
        Purpose.EVALUATION: {
            "en": (
                "“May we ask you now and then how you are? It takes a few minutes, on the web, on paper or with me. "
                "We count your answers with those of others, to learn whether what we do helps. You may leave out any "
                "question, and you may say no: nothing changes in how we look after you. You can change your mind at "
                "any time.”"
            ),
            "fr": (
                "« Pouvons-nous vous demander de temps en temps comment vous allez? Cela prend quelques minutes, sur "
                "le Web, sur papier ou avec moi. Nous comptons vos réponses avec celles d’autres personnes, pour "
                "savoir si ce que nous faisons aide. Vous pouvez sauter n’importe quelle question, et vous pouvez "
                "dire non : rien ne change dans la façon dont nous nous occupons de vous. Vous pouvez changer d’avis "
                "en tout temps. »"
            ),
        },
    },
    IMPLIED: {
        Purpose.OWN_PLACES: {
            "en": "Nothing was read out. Whoever asks for a place or a visit hears about it.",
            "fr": "Rien n’a été lu. Qui demande une place ou une visite en reçoit des nouvelles.",
        },
    },
    EQUITY: {
        Purpose.EQUITY: {
            "en": (
                "I agree that the centre keeps these answers apart from my record and counts them with those of "
                "others. Nobody at the centre can look up what I said. I can take this back at any time, and then my "
                "answers are deleted. Care does not depend on it."
            ),
            "fr": (
                "J’accepte que le centre garde ces réponses à part de mon dossier et les compte avec celles d’autres "
                "personnes. Personne au centre ne peut consulter ce que j’ai dit. Je peux revenir là-dessus en tout "
                "temps, et mes réponses sont alors supprimées. Mes soins n’en dépendent pas."
            ),
        },
    },
    STORY: {
        Purpose.STORIES: {
            "en": (
                "The centre keeps these words and retells them no further than is chosen here. Nothing leaves the "
                "centre before the very text that is to be told was read and agreed to. This can be changed or taken "
                "back at any time, and then the words are deleted. Care does not depend on it."
            ),
            "fr": (
                "Le centre garde ces paroles et ne les raconte pas plus loin que ce qui est choisi ici. Rien ne sort "
                "du centre avant que le texte exact ait été lu et accepté. On peut changer d’avis ou tout reprendre "
                "en tout temps, et les paroles sont alors supprimées. Les soins n’en dépendent pas."
            ),
        },
    },
    STOP: {
        Purpose.OWN_PLACES: {
            "en": "No more messages, by the link in one of them.",
            "fr": "Plus de messages, par le lien dans l’un d’eux.",
        },
    },
}


def said(version: str, purpose: str, language: str) -> str:
    """What somebody agreed or disagreed to; empty for a version that nobody wrote down."""
    words = WORDINGS.get(version, {}).get(Purpose(purpose)) if purpose in Purpose.values else None
    return words[language] % {"centre": _CENTRE[language]} if words else ""


_CENTRE = {"en": "the centre", "fr": "le centre"}
