"""The machinery of the JSON API: what a row says, how lists are cut, and the resources of this app.

It is built on `Listing` and `Table` instead of a framework: with Django REST framework the serializers
would tell every fact a third time, and its filter backend, cursors, errors and throttles would each have
had to be replaced, as lists here are computed and sorted in Python, refuse in sentences and know a day.
The document of the API (`wtpf_tracker.api.openapi`) is made from the same declarations as its answers.
"""
