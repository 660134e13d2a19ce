"""What people type, checked field by field. One form a file."""
