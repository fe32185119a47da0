"""Keep who waits for a process, fairly: clients take turns, each in its own order."""

from collections import OrderedDict, deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class FairQueue(Generic[Item]):
    """Hand out what clients wait for, one client after the other.

    >>> queue = FairQueue[int](most=4, most_of_one=3)
    >>> for client, item in [("a", 1), ("a", 2), ("a", 3), ("b", 4)]:
    ...     assert queue.put(client, item)
    >>> queue.put("c", 5)
    False
    >>> [queue.take() for _ in range(4)]
    [1, 4, 2, 3]
    """

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._turns: OrderedDict[str, deque[Item]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def put(self, client: str, item: Item, ahead: bool = False) -> bool:
        """Add an item, or return False where it, or this client, has too many.

        An item that goes ahead is put before the others of its client, whatever their number.
        """
        waiting = self._turns.get(client, ())
        if not ahead and (self._length >= self._most or len(waiting) >= self._most_of_one):
            return False
        own = self._turns.setdefault(client, deque())
        if ahead:
            own.appendleft(item)
        else:
            own.append(item)
        self._length += 1
        return True

    def take(self) -> Item | None:
        """Return the next item and remove it, or None where nobody waits."""
        if not self._turns:
            return None
        client, own = self._turns.popitem(last=False)
        item = own.popleft()
        if own:
            self._turns[client] = own
        self._length -= 1
        return item

    def items(self) -> list[tuple[str, Item]]:
        """Return all that wait, with their clients."""
        return [(client, item) for client, own in self._turns.items() for item in own]

    def remove(self, client: str, item: Item) -> None:
        """Remove an item that waits no longer, if it is there."""
        own = self._turns.get(client)
        if own is None or item not in own:
            return
        own.remove(item)
        self._length -= 1
        if not own:
            del self._turns[client]
