"""Places: centres, their venues, and the days on which they are closed. A centre is the boundary of who sees what."""
