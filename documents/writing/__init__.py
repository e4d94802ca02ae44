"""What the record says in the formats of other programs; knows no Django and no models.

Each writer takes plain values and returns text; what they mean is decided by those who call it.
"""
