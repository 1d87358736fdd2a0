"""The records that every room writes: what changed, who did it, who looked, and which jobs ran."""

from core.models.audit import AuditEvent
from core.models.jobs import JobRun
from core.models.seal import Seal
from core.models.throttle import Attempt
from core.models.transition import Transition

__all__ = ["Attempt", "AuditEvent", "JobRun", "Seal", "Transition"]
