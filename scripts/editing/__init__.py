"""The commands that change records: questions, events, the table import, and how a file is written."""
