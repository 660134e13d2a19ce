"""Telling another program of a new warning: signed, until it answers, and never into a private network."""
