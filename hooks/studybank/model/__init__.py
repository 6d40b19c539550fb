"""The data model: frozen records for everything that `content/` holds.

Field names and their meaning follow the data model of the bank ("forms"); what a reader of
YAML needs to know stands in the description of each field, which the JSON Schema shows in an
editor.
"""
