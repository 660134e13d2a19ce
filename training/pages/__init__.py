"""What each page says, as plain values: templates show them and compute nothing."""
