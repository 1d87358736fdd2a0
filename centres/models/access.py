"""The facts that decide whether somebody can come in. What nobody has checked is null: "please ask", never "no"."""

from django.db import models


class AccessFacts(models.Model):
    step_free = models.BooleanField(null=True, blank=True)
    accessible_washroom = models.BooleanField(null=True, blank=True)
    parking = models.BooleanField(null=True, blank=True)
    hearing_loop = models.BooleanField(null=True, blank=True)
    scent_free = models.BooleanField(null=True, blank=True)
    quiet_space = models.BooleanField(null=True, blank=True)

    ACCESS_FACTS = ("step_free", "accessible_washroom", "parking", "hearing_loop", "scent_free", "quiet_space")

    class Meta:
        abstract = True
