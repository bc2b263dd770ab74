"""How fast the tools are: made-up registers of any size, and what is measured on them."""
