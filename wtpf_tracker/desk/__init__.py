"""Pages of the desk that look over everything."""
