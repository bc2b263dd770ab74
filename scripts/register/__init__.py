"""The register: read, checked, modelled and reported. Knows nothing of pages."""
