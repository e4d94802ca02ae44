"""Alerts by e-mail without an account: who follows what, what there is to tell, and how it is sent once."""
