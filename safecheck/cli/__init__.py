"""The command line: the composition root. It parses arguments, joins the rooms, and owns the exit codes.

stdout is for results, stderr for everything else.
"""
