"""Prescriptions as FHIR R4: reading alone, for other systems of the centre."""
