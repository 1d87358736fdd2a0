"""Invented people for the demo: names as one meets them in Ontario's towns, and what makes it easier to take part."""

# community: first names, family names, languages beside the two of the screens, code of the language that they lead in
COMMUNITIES = {
    "english": (
        "Alice Arthur Barbara Bruce Carol Dave Doreen Edna Frank George Gail Harold Helen Irene Jack Joyce Ken Lorna "
        "Marion Norm Pat Ruth Shirley Stan Terry Vera Wayne Wilma Brenda Doug",
        "Abbott Baker Campbell Carruthers Dawson Elliott Fraser Gibson Hartley Irwin Kerr Lockhart MacDonald McKay "
        "Nichols Ostrander Palmer Reid Saunders Thompson Vanderveen Walker Whitfield Young",
        "", "en",
    ),
    "francophone": (
        "Agathe Benoît Carmen Denis Édith Fernand Gisèle Hélène Jacques Jeannine Léo Lucille Marcel Monique Noëlla "
        "Normand Paulette Raymond Réjeanne Rhéal Simone Thérèse Yvan Yvette",
        "Beaulieu Bélanger Charbonneau Desjardins Dubé Fortin Gauthier Héroux Lachapelle Lafrenière Marchildon "
        "Ouellette Perreault Quesnel Rivard Sénécal Thériault Villeneuve",
        "français", "fr",
    ),
    "anishinaabe": (
        "Albert Bernice Delores Eli Florence Gordon Josephine Louisa Marlene Percy Rita Theresa Vernon Wanda",
        "Beardy Bannon Fiddler Keesic Loon Meekis Moonias Nadjiwon Pelletier Shawanda Wabasse Waboose",
        "Anishinaabemowin", "oj",
    ),
    "cree": (
        "Agnes Clarence Emily Isaiah Juliet Maggie Redfern Stella",
        "Chookomolin Iserhoff Koostachin Metatawabin Sutherland Wesley",
        "Ininimowin", "cr",
    ),
    "punjabi": (
        "Amarjit Balbir Gurpreet Harjinder Jaswant Kulwinder Manjit Paramjit Rajinder Surinder",
        "Bains Dhaliwal Gill Grewal Johal Sandhu Sidhu Toor",
        "ਪੰਜਾਬੀ", "pa",
    ),
    "tamil": (
        "Anandhi Chandran Kamala Logan Malathy Nirmala Rajan Selvi Sivan Vasantha",
        "Balasingam Kandiah Nadarajah Ponnuthurai Selvarajah Thambiah",
        "தமிழ்", "ta",
    ),
    "somali": (
        "Abdi Amina Asha Faduma Hodan Ifrah Liban Mahad Nimco Sahra",
        "Abukar Dualeh Farah Hersi Jama Osman Warsame",
        "Soomaali", "so",
    ),
    "arabic": (
        "Adel Amal Bassam Dina Hala Khaled Layla Munir Nadia Samir Yasmin",
        "Abboud Daher Haddad Khoury Mansour Nasser Sabbagh",
        "العربية", "ar",
    ),
    "chinese": (
        "Bo-Yin Fung-Ling Kam-Wah Lai-Ming Mei-Hua Shu-Fen Siu-Lan Wai-Kit Xiu-Ying Zhi-Wei",
        "Chan Cheung Huang Lam Leung Wong Zhang",
        "中文", "zh",
    ),
    "ukrainian": (
        "Bohdan Halyna Iryna Larysa Mykola Nadiya Oksana Petro Stefania Taras",
        "Boychuk Danylko Hnatiuk Kowalchuk Melnyk Romaniuk Shevchuk",
        "українська", "uk",
    ),
    "spanish": (
        "Alma Carmelo Dolores Esteban Graciela Jorge Luz Marisol Ramiro Teresa",
        "Aguilar Cárdenas Escobar Fuentes Montoya Quintero Zelaya",
        "español", "es",
    ),
    "portuguese": (
        "António Conceição Fernanda Ilda João Lurdes Manuel Odete",
        "Cabral Furtado Medeiros Pacheco Raposo Tavares",
        "português", "pt",
    ),
    "african_francophone": (
        "Aminata Béatrice Célestin Espérance Fidèle Grâce Moussa Solange",
        "Diallo Ilunga Kabongo Mukendi Ndiaye Traoré",
        "français, lingala", "fr",
    ),
}  # fmt: skip

# centre: how many of a hundred people belong to which community
MIX = {
    "belleville-quinte-west": {"english": 84, "francophone": 6, "anishinaabe": 4, "ukrainian": 3, "spanish": 3},
    "centretown": {"english": 40, "francophone": 22, "african_francophone": 10, "arabic": 8, "somali": 8, "chinese": 6,
                   "cree": 6},
    "country-roads": {"english": 90, "francophone": 6, "anishinaabe": 4},
    "gateway": {"english": 86, "anishinaabe": 9, "francophone": 5},
    "guelph": {"english": 62, "punjabi": 8, "spanish": 6, "arabic": 6, "ukrainian": 6, "francophone": 6, "tamil": 6},
    "norwest": {"english": 46, "anishinaabe": 32, "cree": 10, "ukrainian": 7, "francophone": 5},
    "rexdale": {"somali": 22, "punjabi": 20, "tamil": 12, "english": 22, "spanish": 10, "arabic": 8,
                "african_francophone": 6},
    "south-georgian-bay": {"english": 82, "francophone": 8, "anishinaabe": 6, "ukrainian": 4},
    "stonegate": {"english": 46, "portuguese": 16, "ukrainian": 16, "chinese": 8, "spanish": 8, "tamil": 6},
    "temiskaming": {"francophone": 84, "english": 6, "anishinaabe": 6, "african_francophone": 4},
    "west-elgin": {"english": 88, "portuguese": 6, "spanish": 6},
}  # fmt: skip

PRONOUNS = {"en": ("she/her", "he/him", "they/them"), "fr": ("elle", "il", "iel")}

ACCESS_NEEDS = {
    "en": (
        "Uses a walker; please keep the path clear.",
        "Reads large print only.",
        "Hears better on the left side.",
        "Needs a ride in winter.",
        "Signs ASL; an interpreter helps in big groups.",
        "A chair with arms, please.",
        "Tires after an hour; a quiet corner helps.",
        "Comes with a support person.",
    ),
    "fr": (
        "Se déplace avec une marchette; gardez le passage libre.",
        "Lit seulement les gros caractères.",
        "Entend mieux du côté gauche.",
        "A besoin de transport en hiver.",
        "Une chaise avec accoudoirs, s’il vous plaît.",
        "Se fatigue après une heure; un coin tranquille aide.",
    ),
}

# The named logins: e-mail address before the @, name, language, centre, what they show in English.
PASSWORD = "porchlight-demo"  # noqa: S105 - printed on the screen for whoever tries the demo
STAFF_LOGINS = (
    ("coordinator", "Marjorie Okafor", "en", "guelph", "coordinator", "Volunteer coordinator, Guelph"),
    ("coordinator2", "Sam Whitlock", "en", "guelph", "coordinator", "A second coordinator, Guelph"),
    ("linkworker", "Priya Raman", "en", "guelph", "link_worker", "Link worker, Guelph"),
    ("provider", "Joan Tremaine", "en", "guelph", "provider", "Provider (nurse practitioner), Guelph"),
    ("manager", "Russell Cheng", "en", "guelph", "manager", "Centre manager, Guelph and West Elgin"),
    ("evaluator", "Anneke de Wit", "en", "guelph", "evaluator", "Evaluator, all centres: numbers, no names"),
    ("coordonnatrice", "Mireille Lacasse", "fr", "temiskaming", "coordinator", "Coordinator, Témiskaming, in French"),
)
PERSON_LOGINS = (
    ("champion", "Penny Marchant", "en", "guelph", "Health Champion, Guelph"),
    ("client", "Brian Halloran", "en", "guelph", "Client, Guelph"),
    ("championne", "Ginette Lauzon", "fr", "temiskaming", "Health Champion, Témiskaming, in French"),
)
OFFICE_LOGINS = (
    ("editor", "Dana Fairweather", "Editor of the site's pages"),
    ("admin", "Lee Haskett", "Administrator"),
)
