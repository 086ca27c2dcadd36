"""XLSForm definitions made into live questionnaires."""
