"""What comes from outside into a runner's log: whole log files and files of activities."""
