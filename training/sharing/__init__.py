"""Agreeing to share a log and ending it, who looked when, and what coach and runner write to each other."""
