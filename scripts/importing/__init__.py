"""A list in Excel or CSV → records: understood column by column, and tried row by row before anything is written."""
