"""The demo's pages in French, in the same order in both languages."""

# ruff: noqa: E501 - prose
from cms.demo_words.page import Words

HOME = {
    "headline": "De bons moments, tout près de chez vous",
    "lead": "Porchlight réunit des gens qui aimeraient avoir de la compagnie et des gens du voisinage qui offrent "
    "de leur temps, dans les centres de santé communautaire de l’Ontario.",
    "champion_heading": "Vous avez quelque chose à offrir",
    "champion_text": "Une partie de cartes, un chaudron de soupe, une oreille attentive : les champion·nes santé "
    "lancent de petites choses qui font beaucoup de bien. Vous apportez l’idée. Nous nous occupons du local, des "
    "appels et du reste.",
}

CHAMPION = Words(
    slug="devenir-champion-ne-sante",
    title="Devenir champion·ne santé",
    lead="Pas besoin de formation ni de titre. Il suffit d’aimer faire quelque chose et d’avoir envie de le partager.",
    more={"invitation": "Parlez-en avec une personne de votre centre. Sans formulaire, sans engagement."},
    body=[
        (
            "text",
            "<p>Un·e champion·ne santé, c’est quelqu’un du voisinage qui offre de son temps. Certaines personnes animent "
            "un club de marche ou un cercle de chant. D’autres rendent visite à une même personne chaque vendredi. "
            "D’autres encore font l’appel qui aide quelqu’un à passer la porte. Beaucoup sont d’abord venues "
            "au centre pour elles-mêmes, et y viennent encore.</p>",
        ),
        ("heading", "Comment ça se passe"),
        (
            "steps",
            {
                "numbered": True,
                "items": [
                    {
                        "heading": "On se parle",
                        "text": "<p>Autour d’un café ou au téléphone. Qu’aimez-vous? Qu’est-ce qui serait trop?</p>",
                    },
                    {
                        "heading": "Vous racontez votre idée",
                        "text": "<p>Quelques questions simples, sur papier, au téléphone ou sur ce site. Vous pouvez vous arrêter et revenir.</p>",
                    },
                    {
                        "heading": "On prépare le tout ensemble",
                        "text": "<p>Une personne de la coordination trouve le local, vérifie les dates avec vous et voit à ce qui manque.</p>",
                    },
                    {
                        "heading": "Vous ouvrez la porte",
                        "text": "<p>Les gens s’inscrivent, ou viennent tout simplement. Quelqu’un du centre est là la première fois, et chaque fois que vous le demandez.</p>",
                    },
                ],
            },
        ),
        ("heading", "Ce que les gens demandent"),
        (
            "questions",
            {
                "items": [
                    {
                        "question": "Combien de temps faut-il y mettre?",
                        "answer": "<p>Autant que vous voulez. Une heure et demie par semaine, c’est courant. Vous pouvez faire une pause à tout moment, sans dire pourquoi.</p>",
                    },
                    {
                        "question": "Est-ce que ça me coûte quelque chose?",
                        "answer": "<p>Non. Parlez des billets d’autobus, du matériel ou de la garde d’enfants avant que cela devienne un souci.</p>",
                    },
                    {
                        "question": "Je reçois des soins au centre. Puis-je le faire quand même?",
                        "answer": "<p>Oui, avec plaisir. Bien des groupes parmi les meilleurs sont nés ainsi. Vos soins restent les mêmes, quelle que soit votre décision.</p>",
                    },
                    {
                        "question": "Y a-t-il une vérification?",
                        "answer": "<p>Pour certains rôles, comme les visites à domicile, le centre demande une vérification de dossier de police. On vous explique ce que c’est, ce que ce n’est pas, et qui paie.</p>",
                    },
                    {
                        "question": "Le français n’est pas ma première langue.",
                        "answer": "<p>Alors d’autres personnes parlent votre langue et aimeraient qu’il y ait un groupe. Cherchons-les ensemble.</p>",
                    },
                ]
            },
        ),
    ],
)

JOIN = Words(
    slug="comment-participer",
    title="Comment participer",
    lead="Par téléphone, sur ce site, ou simplement en venant. Tout est gratuit.",
    in_menus=True,
    body=[
        (
            "steps",
            {
                "numbered": False,
                "items": [
                    {
                        "heading": "Par téléphone",
                        "text": "<p>Appelez votre centre. Une personne répond, vous dit ce qui est offert et vous inscrit. Vous pouvez aussi annuler par téléphone.</p>",
                    },
                    {
                        "heading": "Sur ce site",
                        "text": "<p>Choisissez une date, donnez un nom et une façon de vous joindre. Pas besoin de compte ni d’adresse courriel.</p>",
                    },
                    {
                        "heading": "En venant",
                        "text": "<p>Là où il est écrit qu’aucune inscription n’est nécessaire, venez comme vous êtes. Vous n’avez pas à donner votre nom.</p>",
                    },
                ],
            },
        ),
        ("heading", "Avant de venir"),
        (
            "questions",
            {
                "items": [
                    {
                        "question": "Puis-je amener quelqu’un?",
                        "answer": "<p>Oui. Dites-le en vous inscrivant, pour qu’il y ait une chaise. Une personne de soutien est toujours la bienvenue.</p>",
                    },
                    {
                        "question": "Et si je ne peux plus venir?",
                        "answer": "<p>Dites-le-nous quand vous pouvez, par téléphone ou par le lien reçu à l’inscription. Quelqu’un d’autre sera heureux d’avoir la place. Personne ne vous en voudra.</p>",
                    },
                    {
                        "question": "Et si c’est complet?",
                        "answer": "<p>Mettez votre nom sur la liste d’attente. Quand une place se libère, on vous la garde le temps que vous répondiez.</p>",
                    },
                    {
                        "question": "Est-ce accessible?",
                        "answer": "<p>Chaque activité dit ce que nous savons du local : marches, toilettes, stationnement, boucle auditive, parfums. Si l’on vous invite à demander, c’est que personne n’a encore vérifié. Demandez, et nous irons voir.</p>",
                    },
                    {
                        "question": "Les autres sauront-ils pourquoi je viens?",
                        "answer": "<p>Non. Certains groupes touchent à des choses privées. Nous n’affichons pas leur lieu sur ce site, et vous l’apprenez en vous inscrivant.</p>",
                    },
                ]
            },
        ),
        ("upcoming_sessions", {"heading": "À venir", "centre": "", "kind": "", "number": 4}),
    ],
)

ABOUT = Words(
    slug="a-propos",
    title="À propos de Porchlight",
    lead="Une lumière sur la galerie, ça veut dire : il y a quelqu’un, et entrez donc.",
    in_menus=True,
    body=[
        (
            "text",
            "<p>La solitude rend malade. Aucun comprimé ne la guérit, mais la compagnie, une occupation et le "
            "sentiment d’être utile la soulagent. Dans les centres de santé communautaire, on le sait. C’est "
            "pourquoi on y écrit, à côté des ordonnances habituelles, des <b>prescriptions sociales</b> : un groupe de deuil, "
            "un club de marche, une visite amicale, une cuisine où cuisiner ensemble.</p>"
            "<p>Ce qui fait la différence, ce sont les gens. Des personnes du voisinage, à qui l’on a demandé de vive "
            "voix d’offrir quelque chose, sont devenues champion·nes santé et ont lancé des groupes qui n’existaient "
            "pas. Porchlight rassemble leurs groupes, leurs visites et leurs cours : faciles à proposer, faciles à "
            "trouver, faciles à rejoindre.</p>",
        ),
        ("heading", "Ce à quoi nous tenons"),
        (
            "steps",
            {
                "numbered": False,
                "items": [
                    {
                        "heading": "Les gens d’abord",
                        "text": "<p>Tout ce qui se fait ici peut se faire en appelant quelqu’un.</p>",
                    },
                    {
                        "heading": "Tout le monde a quelque chose à offrir",
                        "text": "<p>La personne qu’on accueille aujourd’hui accueillera peut-être les autres demain.</p>",
                    },
                    {
                        "heading": "Ce qui est privé reste privé",
                        "text": "<p>Vous choisissez ce que vous nous dites, et qui peut le voir.</p>",
                    },
                    {
                        "heading": "En français et en anglais",
                        "text": "<p>Tout le site, chaque message, dès le départ.</p>",
                    },
                ],
            },
        ),
    ],
)

ACCESSIBILITY = Words(
    slug="accessibilite",
    title="Accessibilité",
    lead="Ce site est fait pour tout le monde. S’il ne l’est pas pour vous, dites-le-nous, et nous le corrigerons.",
    in_menus=True,
    body=[
        (
            "text",
            "<p>Nous suivons les Règles pour l’accessibilité des contenus Web (WCAG) 2.2, niveau AA, et la loi "
            "ontarienne sur l’accessibilité (LAPHO). En mots simples :</p>"
            "<ul><li>chaque page s’utilise au clavier seul, avec un lecteur d’écran ou sans JavaScript;</li>"
            "<li>le texte peut être deux fois plus gros, ou lu sur un petit écran, sans rien perdre;</li>"
            "<li>les couleurs sont assez contrastées, en clair et en sombre, et rien ne dépend de la couleur seule;</li>"
            "<li>les boutons et les liens sont assez grands pour des mains qui tremblent;</li>"
            "<li>le numéro de téléphone d’un centre est au même endroit sur chaque page;</li>"
            "<li>les pages s’impriment, en gros caractères.</li></ul>",
        ),
        ("heading", "Sans écran?"),
        (
            "text",
            "<p>Appelez votre centre. Tout ce que ce site permet peut se faire par téléphone, et le personnel peut vous "
            "remettre n’importe quelle page en gros caractères ou vous la lire. Pour passer par un service de relais, "
            "composez le 711, ou utilisez SRV Canada si vous signez.</p>",
        ),
        ("heading", "Dites-nous ce qui vous gêne"),
        (
            "text",
            "<p>Dites-le à n’importe qui à votre centre, de la façon la plus facile pour vous. Nous répondons dans les "
            "cinq jours ouvrables et vous disons ce que nous allons faire.</p>",
        ),
    ],
)

PRIVACY = Words(
    slug="confidentialite",
    title="Votre vie privée",
    lead="Ce que nous savons de vous, qui le voit, et comment garder la main.",
    in_menus=True,
    body=[
        ("heading", "Ce que nous gardons"),
        (
            "text",
            "<p>Pour garder votre place, il nous faut un nom à utiliser et une façon de vous joindre. Vous pouvez aussi "
            "nous dire ce qu’il vous faut pour participer. Vous n’avez pas à dire pourquoi vous venez.</p>",
        ),
        ("heading", "Qui le voit"),
        (
            "text",
            "<ul><li>Le personnel de votre centre qui s’occupe des activités.</li>"
            "<li>La personne qui anime votre groupe voit le nom que vous avez donné et, seulement si vous êtes "
            "d’accord, ce dont vous avez besoin.</li>"
            "<li>Les autres personnes qui viennent ne voient rien de vous ici.</li></ul>"
            "<p>Chaque fois qu’un membre du personnel ouvre votre dossier, c’est noté. Vous pouvez demander qui a "
            "regardé.</p>",
        ),
        ("heading", "Les groupes qui touchent à des choses privées"),
        (
            "text",
            "<p>Certains groupes parlent de deuil, de dépendance ou d’autres choses qui ne regardent personne d’autre. "
            "Leur lieu n’est pas affiché sur ce site, leurs messages ne les nomment pas, et les calendriers montrent "
            "des mots neutres.</p>",
        ),
        ("heading", "Vos droits"),
        (
            "text",
            "<p>Vous pouvez voir ce que nous gardons, le faire corriger ou le faire effacer. Vous pouvez arrêter nos "
            "messages à tout moment. Demandez à votre centre. La loi ontarienne sur la protection des renseignements "
            "personnels sur la santé (LPRPS) vous protège; si notre réponse ne vous satisfait pas, vous pouvez vous adresser "
            "au Commissaire à l’information et à la protection de la vie privée de l’Ontario.</p>",
        ),
        ("heading", "Témoins"),
        (
            "text",
            "<p>Nous n’utilisons de témoins (cookies) que pour garder votre session ouverte et protéger les formulaires. "
            "Il n’y a pas de publicité ici, et personne ne vous suit d’une page à l’autre.</p>",
        ),
    ],
)

TRAINING = Words(
    slug="quand-quelquun-ne-va-pas-bien",
    title="Quand quelqu’un ne va pas bien",
    lead="Dix minutes sur ce qu’il faut faire, et sur ce qui ne vous revient pas.",
    more={
        "works": ["closed", "visit", "youth"],
        "quiz": [
            {
                "type": "question",
                "value": {
                    "question": "Dans votre groupe, une personne pleure et veut partir. Que faites-vous d’abord?",
                    "choices": [
                        {"text": "Demander au groupe ce qui se passe", "is_right": False},
                        {"text": "L’accompagner, rester près d’elle et prévenir le personnel", "is_right": True},
                        {"text": "Donner des conseils", "is_right": False},
                    ],
                    "explanation": "Vous n’avez rien à régler. Votre présence suffit, et le personnel sait qui appeler.",
                },
            }
        ],
    },
    body=[
        (
            "text",
            "<p>Vous accueillez les gens, vous ne les soignez pas. Personne ne s’attend à ce que vous sachiez ce qui ne va pas.</p>",
        ),
        ("heading", "Trois choses"),
        (
            "steps",
            {
                "numbered": True,
                "items": [
                    {
                        "heading": "Rester calme et proche",
                        "text": "<p>Une voix douce et une chaise aident plus que des mots.</p>",
                    },
                    {
                        "heading": "Demander de l’aide",
                        "text": "<p>En cas de danger : le 9-1-1. Sinon, la personne à l’accueil.</p>",
                    },
                    {"heading": "Le dire au personnel ensuite", "text": "<p>Le jour même. Pour vous aussi.</p>"},
                ],
            },
        ),
    ],
)

PAGES = [CHAMPION, JOIN, ABOUT, ACCESSIBILITY, PRIVACY]
