"""A copy of the site as files, and an archive of its data, both made by asking the site's own addresses."""
