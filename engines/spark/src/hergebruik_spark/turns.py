# SPDX-License-Identifier: EUPL-1.2
"""Whose turn it is."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Turns(Generic[Item]):
    """Things that wait, of several owners: each owner has its turn, and its own things keep their order."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Item]] = {}
        self._owners: deque[str] = deque()

    def add(self, owner: str, item: Item) -> None:
        """Adds the last thing of an owner."""
        queue = self._waiting.setdefault(owner, deque())
        if not queue:
            self._owners.append(owner)
        queue.append(item)

    def take(self) -> Item | None:
        """Takes the next thing; None if nothing waits."""
        if not self._owners:
            return None
        owner = self._owners.popleft()
        queue = self._waiting[owner]
        item = queue.popleft()
        if queue:
            self._owners.append(owner)
        else:
            del self._waiting[owner]
        return item

    def clear(self) -> None:
        """Forgets everything that waits."""
        self._waiting.clear()
        self._owners.clear()
