"""From pages to a site: the only place but hooks.py that knows MkDocs."""
