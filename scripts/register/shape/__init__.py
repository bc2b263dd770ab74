"""Holding documents against the schemas: the 2xx series."""
