"""What upper rooms hear of. Sent after commit."""

from django.dispatch import Signal

# A champion's story may not be told any more. Provides: code (str), which stands at its pages.
story_withdrawn = Signal()
