"""Social prescriptions: intake, casework and feedback to the provider. An empty room so far."""
