"""What leaves KneeLog as a file: a runner's whole log, and the findings of one day."""
