"""Evidence: measures, equity, indicators and reports. An empty room so far."""
