"""Writing to the log: whole or not at all, once, and undone by one tap."""
