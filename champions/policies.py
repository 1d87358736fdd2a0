"""Who may change a champion's standing."""

import rules

from people.policies import coordinates_here, is_system

rules.add_perm("champions.manage", is_system | coordinates_here)
