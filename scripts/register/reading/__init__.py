"""Reading files strictly: the 1xx series."""
