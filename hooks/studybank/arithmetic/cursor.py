"""A place in a row of tokens, from which a parser takes one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from studybank.arithmetic.quantity import NotNumeric
from studybank.arithmetic.tokens import Kind, Token


class TokenCursor:
    """Looks at the next tokens and takes them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._position = 0

    def peek(self, ahead: int = 0) -> Token | None:
        """Look at a token without taking it; None after the last one."""
        position = self._position + ahead
        return self._tokens[position] if position < len(self._tokens) else None

    def next_is(self, kind: Kind, *texts: str, ahead: int = 0) -> bool:
        """Tell whether the next token is of a kind and, if texts are given, one of them."""
        token = self.peek(ahead)
        return token is not None and token.kind is kind and (not texts or token.text in texts)

    def take(self, kind: Kind, *texts: str) -> Token:
        """Take the next token.

        Raises:
            NotNumeric: It is another one.
        """
        token = self.peek()
        if token is None or not self.next_is(kind, *texts):
            raise NotNumeric
        self._position += 1
        return token
