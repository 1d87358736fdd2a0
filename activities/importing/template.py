"""A spreadsheet to fill in, in either language, with two groups as an example."""

import io

import openpyxl
from openpyxl.styles import Font

_SHEETS = {
    "en": (
        "Schedule",
        ("Name of the group", "Day of the week", "How often", "First date", "Last date", "Start time", "End time",
         "Place", "Leader", "Seats", "Kind", "Language", "Notes"),
        ("Card Night", "Friday", "Every two weeks", "2027-01-08", "", "7 pm", "9 pm", "The Lamp Room", "", "16",
         "Games", "English", "Please replace these two groups with your own."),
        ("Chair Yoga", "", "First Tuesday of the month", "", "", "10:30 am", "11:30 am", "", "", "", "Movement",
         "English, French", ""),
    ),
    "fr": (
        "Horaire",
        ("Nom du groupe", "Jour de la semaine", "Fréquence", "Première date", "Dernière date", "Heure de début",
         "Heure de fin", "Lieu", "Responsable", "Nombre de places", "Catégorie", "Langue", "Notes"),
        ("Soirée de cartes", "vendredi", "aux deux semaines", "2027-01-08", "", "19 h", "21 h", "La Salle de la Lampe",
         "", "16", "jeux", "français", "Remplacez ces deux groupes par les vôtres."),
        ("Yoga sur chaise", "", "premier mardi du mois", "", "", "10 h 30", "11 h 30", "", "", "", "mouvement",
         "français, anglais", ""),
    ),
}  # fmt: skip
LANGUAGES = frozenset(_SHEETS)


def workbook(language: str) -> bytes:
    """The file, as .xlsx."""
    name, headings, *examples = _SHEETS[language]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in (headings, *examples):
        sheet.append(row)
    for column in sheet.columns:
        column[0].font = Font(bold=True)
        sheet.column_dimensions[column[0].column_letter].width = max(len(str(cell.value or "")) for cell in column) + 2
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
