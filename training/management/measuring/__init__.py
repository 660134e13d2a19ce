"""What `bench` measures, on files that it makes itself."""
