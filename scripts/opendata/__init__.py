"""From the register to files for machines. Knows `register`, and nothing of pages or of MkDocs."""
