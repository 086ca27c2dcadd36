"""The room of immunisation: one person's doses, what is due, and the plan."""
