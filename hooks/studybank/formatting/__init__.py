"""Content files written as the bank likes them, without changing what they say."""

from studybank.formatting.files import Formatted, format_file

__all__ = ["Formatted", "format_file"]
