"""The pilot's eleven centres for the demo: real towns, invented rooms, and telephone numbers kept for fiction."""

from typing import Any

# What single centres do in their own way.
RULES: dict[str, dict[str, Any]] = {
    "guelph": {"arranges_lifts": True, "last_hours_rule": "call_list", "party_holds_hours": 24},
    "temiskaming": {"arranges_lifts": True},
}

# slug: names in English and French, town, time zone, working language, area code, about in English and French
CENTRES = {
    "belleville-quinte-west": (
        "Belleville and Quinte West Community Health Centre",
        "Centre de santé communautaire de Belleville et Quinte West",
        "Belleville", "America/Toronto", "en", "613",
        "Two sites on the Bay of Quinte, with a kitchen that is rarely quiet.",
        "Deux points de service sur la baie de Quinte, et une cuisine rarement silencieuse.",
    ),
    "centretown": (
        "Centretown Community Health Centre",
        "Centre de santé communautaire du Centre-ville",
        "Ottawa", "America/Toronto", "en", "343",
        "In the middle of Ottawa, for neighbours who have lived here for fifty years or for a week.",
        "Au cœur d’Ottawa, pour les gens du quartier arrivés il y a cinquante ans ou une semaine.",
    ),
    "country-roads": (
        "Country Roads Community Health Centre",
        "Centre de santé communautaire Country Roads",
        "Portland", "America/Toronto", "en", "753",
        "For the villages of Rideau Lakes: rides, fiddles, quilts and fish.",
        "Pour les villages de Rideau Lakes : transport, violons, courtepointes et pêche.",
    ),
    "gateway": (
        "Gateway Community Health Centre",
        "Centre de santé communautaire Gateway",
        "Tweed", "America/Toronto", "en", "613",
        "A small team in Tweed that knows who to call.",
        "Une petite équipe de Tweed qui sait qui appeler.",
    ),
    "guelph": (
        "Guelph Community Health Centre",
        "Centre de santé communautaire de Guelph",
        "Guelph", "America/Toronto", "en", "519",
        "Soup, crochet and good company, downtown and at the market.",
        "De la soupe, du crochet et de la bonne compagnie, au centre-ville et au marché.",
    ),
    "norwest": (
        "NorWest Community Health Centres",
        "Centres de santé communautaire NorWest",
        "Thunder Bay", "America/Thunder_Bay", "en", "807",
        "On the north shore of Lake Superior, together with Anishinaabe neighbours.",
        "Sur la rive nord du lac Supérieur, avec nos voisins anishinaabeg.",
    ),
    "rexdale": (
        "Rexdale Community Health Centre",
        "Centre de santé communautaire de Rexdale",
        "Toronto", "America/Toronto", "en", "416",
        "In the north-west of Toronto, where forty languages meet in one waiting room.",
        "Au nord-ouest de Toronto, où quarante langues se croisent dans une même salle d’attente.",
    ),
    "south-georgian-bay": (
        "South Georgian Bay Community Health Centre",
        "Centre de santé communautaire du sud de la baie Georgienne",
        "Wasaga Beach", "America/Toronto", "en", "705",
        "Friendly visitors along the longest freshwater beach in the world.",
        "Des visites amicales le long de la plus longue plage d’eau douce du monde.",
    ),
    "stonegate": (
        "Stonegate Community Health Centre",
        "Centre de santé communautaire de Stonegate",
        "Toronto", "America/Toronto", "en", "647",
        "South Etobicoke’s living room: yoga, cocoa and a hand with the paperwork.",
        "Le salon du sud d’Etobicoke : yoga, chocolat chaud et un coup de main avec les papiers.",
    ),
    "temiskaming": (
        "Centre de santé communautaire du Témiskaming",
        "Centre de santé communautaire du Témiskaming",
        "New Liskeard", "America/Toronto", "fr", "249",
        "The French-speaking centre at the head of Lake Timiskaming.",
        "Le centre francophone à la tête du lac Témiscamingue.",
    ),
    "west-elgin": (
        "West Elgin Community Health Centre",
        "Centre de santé communautaire de West Elgin",
        "West Lorne", "America/Toronto", "en", "226",
        "Farm country near Lake Erie: a kitchen, a support group and a ride home.",
        "Un pays de fermes près du lac Érié : une cuisine, un groupe d’entraide et un retour à la maison.",
    ),
}  # fmt: skip

# Access facts: step-free, washroom, parking, hearing loop, scent-free, quiet space; y, n, or ? for "nobody checked".
# slug: name in English and French, street, postal code, capacity, facts, how to get there in English and French
VENUES: dict[str, list[tuple[str, str, str, str, int | None, str, str, str]]] = {
    "belleville-quinte-west": [
        ("Community kitchen", "Cuisine communautaire", "161 Front Street", "K8N 2Y6", 16, "yyy?yn", "", ""),
        ("Bay room", "Salle de la Baie", "161 Front Street", "K8N 2Y6", 24, "yyyyyy",
         "Bus 4 stops at the door", "L’autobus 4 s’arrête à la porte"),
        ("Zwick’s Park shelter", "Abri du parc Zwick", "40 Bay Bridge Road", "K8P 1P5", 40, "y?ynnn", "", ""),
    ],
    "centretown": [
        ("Cooper Street hall", "Salle de la rue Cooper", "420 Cooper Street", "K2P 2N6", 40, "yynyyy",
         "Five minutes from Bank and Somerset", "À cinq minutes de Bank et Somerset"),
        ("Second-floor lounge", "Salon du deuxième", "420 Cooper Street", "K2P 2N6", 12, "yyn?yy", "", ""),
        ("Dundonald Park", "Parc Dundonald", "516 Somerset Street West", "K1R 5J9", None, "y?nnnn",
         "Bus 11 along Somerset", "Autobus 11, rue Somerset"),
    ],
    "country-roads": [
        ("Portland hall", "Salle de Portland", "4319 Cove Road", "K0G 1V0", 50, "yyy?n?", "", ""),
        ("Quilting room", "Salle des courtepointes", "4319 Cove Road", "K0G 1V0", 12, "yyyynn", "", ""),
        ("Big Rideau dock", "Quai du lac Big Rideau", "24 Water Street", "K0G 1V0", 8, "n?ynnn",
         "We can pick you up: ask us", "Nous pouvons passer vous prendre : demandez-nous"),
    ],
    "gateway": [
        ("Tweed community room", "Salle communautaire de Tweed", "41 McClellan Street", "K0K 3J0", 20, "yyyny?",
         "", ""),
        ("Library corner", "Coin de la bibliothèque", "230 Metcalf Street", "K0K 3J0", 8, "yyyyyy", "", ""),
    ],
    "guelph": [
        ("Downtown kitchen", "Cuisine du centre-ville", "176 Wyndham Street North", "N1H 8N9", 18, "yyn?yn",
         "Two minutes from Guelph Central", "À deux minutes de la gare Guelph Central"),
        ("Fireside room", "Salon du foyer", "176 Wyndham Street North", "N1H 8N9", 25, "yyyyyy",
         "Two minutes from Guelph Central", "À deux minutes de la gare Guelph Central"),
        ("Shelldale gym", "Gymnase Shelldale", "20 Shelldale Crescent", "N1H 1C8", 60, "yyynn?",
         "Bus 11, Shelldale stop", "Autobus 11, arrêt Shelldale"),
        ("Royal City Park", "Parc Royal City", "139 Gordon Street", "N1G 1X2", None, "y?ynnn", "", ""),
    ],
    "norwest": [
        ("Simpson Street circle room", "Salle du cercle, rue Simpson", "525 Simpson Street", "P7C 3J6", 20, "yyyyyy",
         "Bus 3 stops at the door", "L’autobus 3 s’arrête à la porte"),
        ("Craft room", "Salle d’artisanat", "525 Simpson Street", "P7C 3J6", 14, "yyy?y?", "", ""),
        ("Armstrong clinic", "Clinique d’Armstrong", "1 Queen Street", "P0T 1A0", 10, "?ny?n?", "", ""),
    ],
    "rexdale": [
        ("Learning lab", "Salle d’ordinateurs", "8 Taber Road", "M9W 3A4", 15, "yyyyny",
         "Bus 45 Kipling, Taber Road", "Autobus 45 Kipling, chemin Taber"),
        ("Family room", "Salle des familles", "8 Taber Road", "M9W 3A4", 30, "yyy?yn", "", ""),
    ],
    "south-georgian-bay": [
        ("Lakeside room", "Salle du bord du lac", "14 Ramblewood Drive", "L9Z 0C4", 20, "yyyyy?", "", ""),
        ("Workshop", "Atelier", "14 Ramblewood Drive", "L9Z 0C4", 10, "yyynn?", "", ""),
        ("Stayner library", "Bibliothèque de Stayner", "201 Huron Street", "L0M 1S0", 16, "yyyyyy", "", ""),
    ],
    "stonegate": [
        ("Studio", "Studio", "10 Neighbourhood Lane", "M8Y 0C5", 22, "yyyyyy",
         "Bus 76 Royal York, Berry Road", "Autobus 76 Royal York, chemin Berry"),
        ("Cocoa corner", "Coin du chocolat chaud", "10 Neighbourhood Lane", "M8Y 0C5", 14, "yyy?yy", "", ""),
        ("Park Lawn field house", "Pavillon Park Lawn", "330 Park Lawn Road", "M8Y 3H8", 30, "nyyn??", "", ""),
    ],
    "temiskaming": [
        ("Salle du lac", "Salle du lac", "20 Lakeshore Road North", "P0J 1P0", 24, "yyyyyy", "", ""),
        ("Photo club", "Local du club de photo", "20 Lakeshore Road North", "P0J 1P0", 12, "yny?yn", "", ""),
        ("Kirkland Lake site", "Point de service de Kirkland Lake", "30 Second Street East", "P2N 1R1", 16, "?yy??n",
         "", ""),
    ],
    "west-elgin": [
        ("Teaching kitchen", "Cuisine-école", "153 Main Street", "N0L 2P0", 12, "yyynyn", "", ""),
        ("Garden room", "Salle du jardin", "153 Main Street", "N0L 2P0", 18, "yyyyyy", "", ""),
    ],
}  # fmt: skip
