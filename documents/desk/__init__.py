"""The desk: entering, checking and publishing, with nothing lost."""
