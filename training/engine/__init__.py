"""What a rule is and how rules are evaluated. Pure: values in, values out; knows no rule by name."""
