"""Who may arrange matches."""

import rules

from people.policies import cares_here, is_system

rules.add_perm("matches.arrange", is_system | cares_here)
