"""Wording problems for a person, a pull request or a program."""
