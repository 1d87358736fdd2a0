"""What becomes of sittings when two records are made one: they go with their case."""

from core import merging
from evaluation.models import Sitting

merging.register(Sitting)
