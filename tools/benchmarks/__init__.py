"""The bench: made-up registers of any size, the programs that are compared on them, and what is measured."""
