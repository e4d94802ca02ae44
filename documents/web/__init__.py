"""Looking at public web addresses without being led elsewhere; no Django.

The standard library does it: a client such as httpx or urllib3 looks names up itself and bounds each read but
not the whole, and here the address that was checked must be the one spoken to, within a time that ends.
"""
