"""A record → the bytes of its file: the one form that the web form, the commands and `make format` all write."""
