"""What becomes of prescriptions when two records are made one."""

from django.utils.translation import gettext_lazy as _

from core import merging
from prescriptions.models import Case, Prescription

merging.register(Prescription, label=_("social prescription"), centre="centre")
merging.register(Case)
