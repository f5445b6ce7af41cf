"""The arguments of each command: words and checks of the command line, and nothing that has to be loaded."""
