"""A KneeLog of its own, used by many for a while, with faults made on purpose; what must hold is counted."""
