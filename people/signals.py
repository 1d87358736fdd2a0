"""What upper rooms hear of. Sent after commit."""

from django.dispatch import Signal

# A locked record was opened by somebody from whom it is locked. Provides: override (LockOverride).
lock_overridden = Signal()
