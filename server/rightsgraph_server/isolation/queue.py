"""Keep who waits for a process, fairly: clients take turns, each in its own order."""

from collections import OrderedDict, deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class FairQueue(Generic[Item]):
    """Hand out what clients wait for, one client after the other.

    >>> queue = FairQueue[int](most=4, most_of_one=3)
    >>> [queue.put("a", item) for item in (1, 2, 3, 4)]
    [None, None, None, 4]
    >>> [queue.put(client, item) for client, item in (("b", 5), ("c", 6))]
    [None, 3]
    >>> [queue.take() for _ in range(4)]
    [1, 5, 6, 2]
    """

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._turns: OrderedDict[str, deque[Item]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def put(self, client: str, item: Item) -> Item | None:
        """Add an item, and return the one that has no place then, if there is one.

        That is the item itself where its client has too many. Where all together have too many, it
        is the last of the client that has most, so that nobody keeps others out.
        """
        if len(self._turns.get(client, ())) >= self._most_of_one:
            return item
        self._turns.setdefault(client, deque()).append(item)
        self._length += 1
        return self._last_of_most(client) if self._length > self._most else None

    def put_ahead(self, client: str, item: Item) -> None:
        """Put an item before the others of its client, whatever their number."""
        self._turns.setdefault(client, deque()).appendleft(item)
        self._length += 1

    def _last_of_most(self, newcomer: str) -> Item:
        most = max(self._turns, key=lambda client: (len(self._turns[client]), client == newcomer))
        item = self._turns[most][-1]
        self.remove(most, item)
        return item

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
