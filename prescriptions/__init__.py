"""Social prescriptions: intake, casework and feedback to the provider."""
