"""Who may settle what people asked of us by text and by telephone."""

import rules

from people.policies import cares_here, is_system

rules.add_perm("notifications.call_back", is_system | cares_here)
