"""The demo's groups: what the pilot's eleven centres ran, with invented times.

A row is: titles, kind, weekday (Monday is 0), start, minutes, frequency, how people join, seats, languages, summaries,
and whom it is for. A star before the kind marks a sensitive group. Where there is more to say: since when it meets
(a course of so many dates begins next week instead), how many seats are kept for newcomers, and whether whom people
bring sits beside them without a place.
"""

from typing import NamedTuple


class Group(NamedTuple):
    title_en: str
    title_fr: str
    kind: str
    weekday: int
    start: str
    minutes: int
    frequency: str
    join_mode: str
    capacity: int | None
    languages: str
    summary_en: str
    summary_fr: str
    audience_en: str
    audience_fr: str
    weeks_ago: int = 26
    dates: int = 0  # of a course; else it goes on
    newcomer_seats: int = 0
    companion_takes_seat: bool = True


TODAY = -1  # the weekday on which the demo is built: there is always a register to open
ANYONE = ("Anyone is welcome", "Tout le monde")
OLDER = ("Adults 55 and over", "Adultes de 55 ans et plus")
ADULTS = ("Adults", "Adultes")

# fmt: off
GROUPS: dict[str, list[Group]] = {
    "belleville-quinte-west": [
        Group("Craft Group", "Groupe d’artisanat", "crafts", 1, "13:30", 120, "weekly", "sign_up", 12, "en",
              "Bring what you are making, or try what we have on the table. Tea is on.",
              "Apportez votre ouvrage ou essayez ce qu’il y a sur la table. Le thé est prêt.", *ANYONE),
        Group("Walking Club", "Club de marche", "movement", 2, "10:00", 60, "weekly", "drop_in", None, "en",
              "An easy walk along the water. We go at the pace of the slowest, and there are benches.",
              "Une marche facile au bord de l’eau, au rythme de la personne la plus lente. Il y a des bancs.", *ANYONE),
        Group("Breakfast Club", "Club du petit-déjeuner", "food", 4, "08:30", 90, "weekly", "standing", 20, "en",
              "We cook breakfast together and eat it together.",
              "On prépare le déjeuner ensemble et on le mange ensemble.", *ANYONE),
        Group("Dinner Club", "Club du souper", "food", 3, "17:00", 120, "fortnightly", "sign_up", 16, "en",
              "A warm dinner in company, every second Thursday.",
              "Un souper chaud en bonne compagnie, un jeudi sur deux.", *ANYONE),
        Group("Song Circle", "Cercle de chant", "music", 0, "19:00", 90, "weekly", "drop_in", 25, "en",
              "Old songs and new ones. Nobody needs to read music, and nobody sings alone.",
              "Des chansons d’hier et d’aujourd’hui. Pas besoin de lire la musique : personne ne chante seul.", *ANYONE),
        Group("Learning to Live Again: Life Beyond Grief", "Réapprendre à vivre : la vie après le deuil", "*grief", 2,
              "14:00", 90, "weekly", "sign_up", 10, "en",
              "For people who have lost their husband, wife or partner. You may talk, and you may just listen.",
              "Pour les personnes qui ont perdu leur conjoint ou leur conjointe. On peut parler, on peut aussi écouter.",
              "People who are widowed", "Personnes veuves"),
        Group("Music in the Waiting Room", "Musique dans la salle d’attente", "music", 3, "11:00", 60, "monthly",
              "drop_in", None, "en", "A champion plays the guitar while people wait. Come and listen.",
              "Une personne championne joue de la guitare pendant que les gens attendent. Venez écouter.", *ANYONE),
    ],
    "centretown": [
        Group("Newcomer Network", "Réseau des nouveaux arrivants", "newcomers", 1, "18:00", 90, "weekly", "standing", 20,
              "en fr ar", "Meet people who came before you, and ask what you could not ask elsewhere.",
              "Rencontrez des gens arrivés avant vous et posez les questions que vous ne pouviez poser ailleurs.",
              "People who are new in Ottawa", "Personnes nouvellement arrivées à Ottawa"),
        Group("Staying Well Together", "Aller mieux ensemble", "*wellbeing", 3, "19:00", 90, "weekly", "invitation", 10,
              "en", "A group for people who want to drink or use less, led by somebody who has been there.",
              "Un groupe pour les personnes qui veulent moins consommer, animé par quelqu’un qui est passé par là.",
              *ADULTS),
        Group("Café et jasette", "Café et jasette", "social", 4, "10:00", 90, "weekly", "drop_in", None, "fr",
              "Coffee and talk in French, for francophones and for people who are learning.",
              "Un café et une jasette en français, pour les francophones et les personnes qui apprennent.", *ANYONE),
    ],
    "country-roads": [
        Group("Fishing Buddies", "Compagnons de pêche", "nature", 5, "08:00", 180, "fortnightly", "sign_up", 6, "en",
              "Rods and worms are there. You bring a hat and time.",
              "Les cannes et les vers sont là. Apportez un chapeau et du temps.", *ANYONE),
        Group("Fiddle Lessons", "Leçons de violon", "music", 0, "16:00", 60, "weekly", "course", 6, "en",
              "Ten lessons for beginners; a fiddle can be borrowed.",
              "Dix leçons pour débuter; on peut emprunter un violon.", *ANYONE, dates=10),
        Group("Quilting Bee", "Cercle de courtepointe", "crafts", 2, "13:00", 150, "weekly", "sign_up", 10, "en",
              "One quilt for all, block by block.", "Une courtepointe commune, carré par carré.", *ANYONE),
        Group("Quiet Meditation", "Méditation au calme", "wellbeing", 1, "09:30", 45, "weekly", "drop_in", 15, "en",
              "Sit on a chair, breathe, and be left in peace for half an hour.",
              "S’asseoir, respirer et être tranquille une demi-heure.", *ANYONE),
        Group("Chair Yoga", "Yoga sur chaise", "movement", 4, "10:30", 60, "weekly", "standing", 14, "en",
              "Gentle stretching on a chair. No mat, no floor.",
              "Des étirements doux sur une chaise. Ni tapis, ni plancher.", *OLDER),
        Group("New Parents’ Table", "La table des nouveaux parents", "family", 3, "10:00", 90, "weekly", "drop_in", None,
              "en", "Babies on the carpet, coffee on the table.", "Les bébés sur le tapis, le café sur la table.",
              "Parents with a child under two", "Parents d’un enfant de moins de deux ans"),
        Group("Youth Evening", "Soirée des jeunes", "family", 4, "18:30", 120, "weekly", "drop_in", None, "en",
              "Games, pizza, and a room that is yours.", "Des jeux, de la pizza et une salle à vous.",
              "From 13 to 18", "De 13 à 18 ans"),
    ],
    "gateway": [
        Group("Coffee with a System Navigator", "Café avec une navigatrice", "learning", 1, "10:00", 60, "weekly",
              "drop_in", None, "en", "Forms, rides, benefits: bring your question, we look together.",
              "Formulaires, transport, prestations : apportez votre question, on cherche ensemble.", *ANYONE),
        Group("Euchre Afternoon", "Après-midi d’euchre", "games", 3, "13:30", 120, "weekly", "standing", 16, "en",
              "Partners are found at the door. Beginners sit with somebody patient.",
              "On trouve un partenaire à la porte. Les débutants s’assoient avec quelqu’un de patient.", *ANYONE),
        Group("Porch Garden", "Jardin de balcon", "nature", 5, "09:30", 90, "monthly", "sign_up", 12, "en",
              "Tomatoes in pots, herbs on sills. Seeds are shared.",
              "Des tomates en pot, des herbes sur le rebord. On partage les semences.", *ANYONE),
    ],
    "guelph": [
        Group("Soup and Crochet Social with Grandma Penny", "Soupe et crochet avec grand-maman Penny", "crafts", 2,
              "11:30", 120, "weekly", "sign_up", 14, "en",
              "A bowl of soup, a hook and some wool. Penny shows you how.",
              "Un bol de soupe, un crochet et de la laine. Penny vous montre comment.", *ANYONE),
        Group("Kitchen Table Coffee", "Café autour de la table", "social", TODAY, "13:00", 90, "weekly", "sign_up", 10, "en",
              "Coffee, a slice of something, and whoever is there.",
              "Un café, une tranche de gâteau, et les gens qui sont là.", *ANYONE, newcomer_seats=2),
        Group("Card Night", "Soirée de cartes", "games", 1, "18:30", 120, "weekly", "standing", 12, "en ase",
              "Cards, spoken and signed. We show the rules on paper, so everybody can play.",
              "Les cartes, à voix haute et en signes. Les règles sont sur papier : tout le monde joue.",
              "Deaf, hard of hearing and hearing people", "Personnes sourdes, malentendantes et entendantes"),
        Group("Community Food Project", "Projet alimentaire communautaire", "food", 4, "09:30", 180, "weekly", "drop_in",
              None, "en", "Pick up vegetables, pack boxes for neighbours, stay for lunch.",
              "Prenez des légumes, préparez des boîtes pour le voisinage, restez pour dîner.", *ANYONE),
        Group("Peer Walk", "Marche entre pairs", "movement", 0, "14:00", 60, "weekly", "drop_in", None, "en",
              "A walk and a talk with somebody who has had hard days too.",
              "Une marche et une jasette avec quelqu’un qui a aussi connu des jours difficiles.", *ADULTS),
        Group("Grief Circle", "Cercle de deuil", "*grief", 3, "14:00", 90, "fortnightly", "sign_up", 8, "en",
              "A small circle for people who have lost somebody. There is tea, and there is time.",
              "Un petit cercle pour les personnes qui ont perdu quelqu’un. Il y a du thé, et il y a du temps.", *ADULTS),
        Group("Drawing for Beginners", "Le dessin pour débuter", "crafts", 0, "10:00", 90, "weekly", "course", 8, "en",
              "From the first line to a picture of your own, in a few mornings. Pencils and paper are there.",
              "Du premier trait à un dessin bien à vous, en quelques matinées. Crayons et papier sont fournis.", *ADULTS, dates=6),
        Group("Tea with a Friend", "Un thé entre amis", "visits", 3, "15:30", 60, "weekly", "invitation", 6, "en",
              "A small table for people who have been on their own a lot. We find out together whom it suits.",
              "Une petite table pour les personnes souvent seules. On voit ensemble à qui elle convient.", *ANYONE,
              weeks_ago=3),
    ],
    "norwest": [
        Group("Grief and Loss", "Deuil et perte", "*grief", 1, "13:00", 90, "weekly", "sign_up", 10, "en oj",
              "Talking, listening and being quiet together after a loss.",
              "Parler, écouter et se taire ensemble après une perte.", *ADULTS),
        Group("Wellbriety Circle", "Cercle Wellbriety", "*wellbeing", 2, "18:00", 120, "weekly", "sign_up", 14, "en oj",
              "Walking the good road together, with teachings and a shared meal.",
              "Suivre ensemble le bon chemin, avec des enseignements et un repas partagé.", *ADULTS),
        Group("Knit to Quit", "Tricoter pour arrêter", "crafts", 3, "13:30", 90, "weekly", "standing", 12, "en",
              "Busy hands do not hold a cigarette. Wool and company are free.",
              "Les mains occupées ne tiennent pas de cigarette. La laine et la compagnie sont gratuites.",
              "People who smoke less, or would like to", "Personnes qui fument moins ou le voudraient"),
        Group("Random Knits of Kindness", "Tricots de bonté", "crafts", 0, "10:00", 120, "fortnightly", "drop_in", None,
              "en", "We knit hats and leave them where somebody is cold.",
              "On tricote des tuques et on les laisse là où quelqu’un a froid.", *ANYONE),
        Group("Transgender Group", "Groupe transgenre", "*social", 4, "18:00", 120, "monthly", "sign_up", 12, "en",
              "An evening among ourselves, with food and without questions.",
              "Une soirée entre nous, avec de quoi manger et sans questions.",
              "Trans, non-binary and questioning people", "Personnes trans, non binaires ou en questionnement"),
        Group("Arts and Crafts", "Arts et bricolage", "crafts", 5, "13:00", 120, "weekly", "sign_up", 15, "en",
              "Paint, beads, paper. Nobody looks over your shoulder.",
              "Peinture, perles, papier. Personne ne regarde par-dessus votre épaule.", *ANYONE),
    ],
    "rexdale": [
        Group("Phones and Tablets, Step by Step", "Téléphones et tablettes, pas à pas", "digital", 2, "10:00", 90, "weekly",
              "course", 8, "en so pa", "Bring yours or borrow ours. We go slowly and say it twice.",
              "Apportez le vôtre ou empruntez le nôtre. On va lentement et on répète.", *OLDER, dates=8),
        Group("Family Saturday", "Samedi en famille", "family", 5, "10:00", 120, "fortnightly", "drop_in", None, "en so",
              "Crafts for small hands, coffee for tired parents.",
              "Du bricolage pour les petites mains, du café pour les parents fatigués.", "Families", "Familles"),
        Group("Museum and Arts Outing", "Sortie au musée", "learning", 3, "12:30", 240, "monthly", "sign_up", 18, "en",
              "We ride together; tickets are paid for.", "On y va ensemble; les billets sont payés.", *ANYONE),
    ],
    "south-georgian-bay": [
        Group("Friendly Visitor Coffee", "Café des visites amicales", "visits", 0, "13:30", 90, "fortnightly",
              "invitation", 12, "en", "Visitors and the people they visit meet around one table.",
              "Les personnes qui visitent et celles qui sont visitées se retrouvent autour d’une table.", *ANYONE),
        Group("Craft-Making Workshop", "Atelier de création", "crafts", 2, "10:00", 120, "weekly", "standing", 10, "en",
              "A new small thing to make each week, and to take home.",
              "Chaque semaine, une petite création à rapporter à la maison.", *ANYONE),
    ],
    "stonegate": [
        Group("Living with Dementia: a Workshop", "Vivre avec la démence : un atelier", "*learning", 1, "13:30", 90,
              "weekly", "course", 10, "en", "Six afternoons for families, with time for every question.",
              "Six après-midis pour les familles, avec du temps pour chaque question.", "Families and caregivers",
              "Familles et personnes proches aidantes", dates=6, companion_takes_seat=False),
        Group("Gentle Yoga", "Yoga doux", "movement", 4, "09:30", 60, "weekly", "standing", 16, "en uk",
              "Slow stretching for stiff mornings.", "Des étirements lents pour les matins raides.", *ADULTS),
        Group("Cookies and Cocoa Social", "Biscuits et chocolat chaud", "social", 3, "15:00", 90, "weekly", "drop_in",
              None, "en", "We bake, we pour, we talk.", "On cuisine, on verse, on jase.", *ANYONE),
        Group("Newcomer Resource Group", "Groupe de ressources pour nouveaux arrivants", "newcomers", 2, "18:00", 90,
              "weekly", "sign_up", 20, "en uk es", "School, work, doctor, bus: one theme each week.",
              "École, travail, médecin, autobus : un thème par semaine.", "People who are new in Toronto",
              "Personnes nouvellement arrivées à Toronto"),
    ],
    "temiskaming": [
        Group("Photography Club", "Club de photographie", "learning", 1, "19:00", 90, "fortnightly", "sign_up", 12, "fr",
              "Outings and pictures to share, with a telephone or an old camera.",
              "Des sorties et des photos à partager, avec un téléphone ou un vieil appareil.", *ANYONE),
        Group("Animal Visits", "Visites d’animaux", "visits", 3, "14:00", 60, "weekly", "drop_in", None, "fr en",
              "A calm dog, a curious rabbit, and people who like them.",
              "Un chien calme, un lapin curieux et des gens qui les aiment.", *ANYONE),
        Group("Cards and Games", "Cartes et jeux", "games", 4, "13:30", 150, "weekly", "standing", 16, "fr en",
              "Five hundred, cribbage, dominoes. There is always a chair for one more.",
              "Le 500, le cribbage, les dominos. Il y a toujours une chaise de plus.", *OLDER),
    ],
    "west-elgin": [
        Group("Brain Injury Support Group", "Groupe d’entraide sur les lésions cérébrales", "*wellbeing", 2, "13:00", 90,
              "fortnightly", "sign_up", 10, "en", "A quiet room and people who know. Families may come too.",
              "Une pièce calme et des gens qui comprennent. Les proches peuvent venir aussi.",
              "People with a brain injury, and their families", "Personnes ayant une lésion cérébrale et leurs proches", companion_takes_seat=False),
        Group("Cooking Together", "Cuisiner ensemble", "food", 3, "10:30", 150, "weekly", "standing", 10, "en",
              "Five ingredients, one pot, lunch for all.", "Cinq ingrédients, une marmite, un repas pour tous.", *ANYONE),
        Group("Resource Booklet Table", "La table du livret de ressources", "learning", 0, "10:00", 60, "monthly_last",
              "drop_in", None, "en", "We keep the booklet of local help up to date, over coffee.",
              "On tient à jour le livret des services de la région, autour d’un café.", *ANYONE),
    ],
}

# Proposals that are not groups yet: centre, title, what stands in them, and how far they have come.
WISHES: list[tuple[str, str, str, str, str, str, str]] = [
    ("guelph", "Puzzles and Tea", "Casse-têtes et thé", "games", "submitted",
     "Big puzzles on big tables, and nobody minds if you are slow.",
     "De grands casse-têtes sur de grandes tables; personne ne vous presse."),
    ("guelph", "Bird Walk", "", "nature", "submitted", "We look for birds along the Speed River, slowly.", ""),
    ("guelph", "Letters to the Editor", "Lettres au journal", "learning", "changes_requested",
     "We write to the paper about what our street needs.", "On écrit au journal de ce qui manque à notre rue."),
    ("guelph", "Midnight Bingo", "Bingo de minuit", "games", "declined", "Bingo for those who cannot sleep.",
     "Du bingo pour les personnes qui ne dorment pas."),
    ("guelph", "Model Trains", "Trains miniatures", "crafts", "withdrawn", "A small railway in the basement.",
     "Un petit chemin de fer au sous-sol."),
    ("guelph", "Sign Language for Beginners", "Langue des signes pour débuter", "learning", "draft",
     "Ten signs a week, and a game to use them.", "Dix signes par semaine, et un jeu pour s’en servir."),
    ("temiskaming", "", "Club de lecture", "learning", "submitted", "", "Un livre par mois, lu à voix haute."),
    ("temiskaming", "", "Cuisine de nos grands-mères", "food", "changes_requested", "",
     "On cuisine les recettes d’autrefois, et on les écrit."),
    ("norwest", "Snowshoe Mornings", "Matins en raquettes", "movement", "submitted",
     "Snowshoes can be borrowed. We are back before lunch.", "On prête les raquettes. On revient avant le dîner."),
    ("rexdale", "Somali Story Hour", "L’heure du conte somali", "family", "submitted",
     "Stories from home for the little ones.", "Des contes du pays pour les petits."),
]

# What leaders write to staff in a register, in the language that the centre works in.
NOTES = {
    "en": ["We are out of tea and sugar.", "", "Two people asked about a ride home when it is icy."],
    "fr": ["Il ne reste ni thé ni sucre.", "", "Deux personnes ont demandé si on les ramène quand il y a du verglas."],
}

# What a leader of the centre asks staff for, with the wish for another room.
ASKED = {"guelph": "Somebody new uses a walker, and this room has more space to turn."}
# What the champion who can sign in has written to a group.
WRITTEN = {
    "guelph": "We start with coffee this time. Come a little early if you like!",
    "temiskaming": "On commence par un café cette fois-ci. Venez un peu plus tôt si vous voulez!",
}
