"""The rules of the bank: what must hold within a record and between records."""

from studybank.checks.content import check_content
from studybank.checks.local import CheckCache

__all__ = ["CheckCache", "check_content"]
