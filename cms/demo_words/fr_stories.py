"""The demo's stories in French, in the same order in both languages."""

# ruff: noqa: E501 - prose
from cms.demo_words.page import Words

STORIES = Words(
    slug="recits",
    title="Récits",
    lead="De petites invitations, et ce qu’elles ont donné.",
)

BRIAN = Words(
    slug="un-coup-de-fil",
    title="Un coup de fil",
    lead="La maison de Brian était devenue silencieuse. Puis une inconnue l’a appelé et l’a invité à venir.",
    body=[
        (
            "text",
            "<p>Brian avait demandé un rendez-vous urgent. Quand l’infirmière praticienne lui a demandé où il avait "
            "mal, il a parlé de Margaret. Quarante-six ans de mariage. Elle était morte au printemps et, depuis, la "
            "maison était si silencieuse qu’il laissait la radio allumée toute la nuit.</p>"
            "<p>Aucun comprimé ne soigne cela. L’infirmière praticienne a donc écrit une autre sorte d’ordonnance : "
            "un groupe pour les personnes qui ont perdu leur mari ou leur femme.</p>",
        ),
        ("heading", "« Je vous attendrai à la porte »"),
        (
            "text",
            "<p>Seul, Brian n’y serait pas allé. Il le dit lui-même. Mais deux jours plus tard, le téléphone a sonné. "
            "C’était Lorna, une championne santé qui anime le groupe avec d’autres. Elle avait perdu son mari six ans "
            "plus tôt. Elle ne lui a pas demandé comment il se sentait. Elle lui a parlé du café, et lui a dit "
            "qu’elle l’attendrait à la porte pour qu’il n’ait pas à entrer seul.</p>"
            "<p>Il y est allé. Il n’a presque rien dit, cette fois-là. Il y est retourné.</p>",
        ),
        (
            "quote",
            {
                "text": "Ce n’est pas l’affiche. J’étais passé dix fois devant l’affiche. C’est le coup de fil.",
                "source": "Brian",
            },
        ),
        (
            "text",
            "<p>Aujourd’hui, trois d’entre eux déjeunent ensemble le samedi, au casse-croûte, loin du centre. Personne "
            "n’organise rien. Quand une nouvelle personne se joint au groupe, c’est souvent Brian qui l’appelle.</p>",
        ),
    ],
    more={"about_names": "Les noms et certains détails ont été changés."},
)

TERRY = Words(
    slug="la-table-de-terry",
    title="La table de Terry",
    lead="Tout le monde voyait en Terry une personne à aider. Puis quelqu’un lui a demandé de recevoir les autres.",
    body=[
        (
            "text",
            "<p>Terry est une personne sourde, qui vivait seule et venait souvent au centre. Les rendez-vous étaient "
            "longs et pas toujours faciles. On commençait à dire que Terry était « difficile ».</p>"
            "<p>Un après-midi, une coordonnatrice des bénévoles a vu Terry battre un jeu de cartes dans la salle "
            "d’attente, très vite et très bien. Elle a écrit sur une feuille : <i>Voulez-vous nous montrer?</i></p>",
        ),
        ("heading", "De l’autre côté de la table"),
        (
            "text",
            "<p>Il a fallu un peu de préparation : une table ronde pour que chaque visage soit visible, une lumière "
            "qui clignote quand on change de partenaire, des règles imprimées en gros caractères. La coordonnatrice "
            "est restée tout près les premières semaines. Puis on n’a plus eu besoin d’elle.</p>"
            "<p>Il y a maintenant une partie de cartes chaque semaine, et c’est Terry qui la mène. Les fidèles ont "
            "appris quelques signes. Les nouvelles personnes s’assoient à côté de l’hôte.</p>",
        ),
        ("quote", {"text": "À cette table, c’est moi qui vous explique.", "source": "Terry"}),
        (
            "text",
            "<p>Les rendez-vous à la clinique sont plus courts, et plus calmes. Terry s’est joint à deux autres groupes. "
            "Quand on demande au personnel ce qui a changé, on répond : nous avons cessé de demander ce qui n’allait "
            "pas, et nous avons demandé à Terry ce qu’il lui plairait d’offrir.</p>",
        ),
    ],
    more={"about_names": "Les noms et certains détails ont été changés."},
)

WALTER = Words(
    slug="l-homme-qui-pechait",
    title="L’homme qui pêchait",
    lead="Le village compte sept cents personnes. Walter n’en connaissait aucune, jusqu’au jour où on lui a prêté "
    "une canne à pêche.",
    body=[
        (
            "text",
            "<p>Walter a déménagé pour se rapprocher de sa fille, l’année après la mort de sa femme. Sa fille "
            "travaille par quarts. Le village compte sept cents personnes, un magasin et une rivière et, à la "
            "première neige, il avait parlé à cinq personnes peut-être.</p>"
            "<p>Au centre de santé, un agent de liaison lui a posé une drôle de question : que faisait-il de ses "
            "dimanches quand il avait quarante ans? Il n’a pas eu à réfléchir. Il pêchait.</p>",
        ),
        ("heading", "Une canne, et quelqu’un avec qui y aller"),
        (
            "text",
            "<p>Le centre avait une canne et un coffre de pêche à prêter. Mieux encore, il y avait Gus, qui sait où "
            "se tiennent les dorés et qui ne parle pas trop. Ils sont partis un mardi gris et n’ont rien pris. Ils y "
            "sont retournés le jeudi.</p>"
            "<p>L’été venu, Walter connaissait le nom de tous les chiens du chemin de la rivière, et de presque tous "
            "leurs maîtres.</p>",
        ),
        (
            "quote",
            {"text": "À la pêche, on n’est pas obligé de parler. Alors on finit par parler.", "source": "Walter"},
        ),
        (
            "text",
            "<p>Cette année, il a sa propre canne, et celle du centre attend quelqu’un d’autre sur sa galerie. C’est "
            "lui, maintenant, le compagnon de pêche. Il a déjà emmené quatre personnes, et l’une d’elles a pris un "
            "brochet.</p>",
        ),
    ],
    more={"about_names": "Les noms et certains détails ont été changés."},
)

TALES = [BRIAN, TERRY, WALTER]
