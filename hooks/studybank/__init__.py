"""Studybank: question YAML in, a bilingual study site out.

The core in this package never imports MkDocs. Data goes one way: text, plain data with
positions, records, a checked bank with its problems, indexes, fragments, pages, publisher.
"""

__version__ = "0.1.0"
