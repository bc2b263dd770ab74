"""From pages to a site: the only place, beside hooks.py, that knows MkDocs."""
