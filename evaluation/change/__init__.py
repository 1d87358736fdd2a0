"""What changed for those who were asked twice. There is no comparison group, and every page says so."""
