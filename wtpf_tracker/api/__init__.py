"""The JSON API of the whole site at /api/v1/: its answers, its limits, its document and its pages."""
