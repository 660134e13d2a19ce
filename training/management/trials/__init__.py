"""A KneeLog to try things on: a data folder, a database and processes of its own, thrown away at the end."""
