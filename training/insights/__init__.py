"""Answers that are not warnings. They call the engine with a changed history and write no rule twice."""
