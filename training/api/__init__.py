"""The log for other programs, at /api/v1/: the forms, the writing and the findings of the pages."""
