"""Bytes of a file to runs: pure, no file system, no database. `readers.READERS` lists every kind."""
