"""The columns of a file of prescriptions: the same out of here and into here, in this order.

Names are English and codes are ours in either language: programs read them. `docs/interchange.md` lists them.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

# What was prescribed: read again as it was written.
WRITTEN = (
    "reference",
    "chart_number",
    "client_name",
    "written_on",
    "prescriber",
    "prescriber_role",
    "prescriber_email",
    "level",
    "needs",
    "urgency",
    "risks",
    "risk_words",
    "matters",
    "strengths",
    "contact_by",
    "consent_to_refer",
    "may_hear",
)
# What became of it, as far as the client lets it be heard. Going out alone; coming in they are passed over.
HEARD = (
    "received_on",
    "contacted_on",
    "attending_on",
    "unreached_on",
    "closed_on",
    "closed_reason",
    "outcome",
    "groups",
)
COLUMNS = WRITTEN + HEARD
URGENCY = ("routine", "soon", "urgent")


def day(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).date().isoformat()


def read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def safe(cell: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell


def unsafe(cell: str) -> str:
    """As it was before `safe`."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@\t\r" else cell
