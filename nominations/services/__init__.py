"""The verbs of the award path: what forms, spreadsheets and machines call. Each owns its transaction."""
