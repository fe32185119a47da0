"""Who waits for a process gets one in turn, whatever others ask."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rightsgraph_server.isolation.queue import FairQueue

MOST, MOST_OF_ONE = 8, 5
clients = st.sampled_from("abcd")


def test_a_client_that_asks_much_lets_others_take_their_turn() -> None:
    queue = FairQueue[str](most=100, most_of_one=50)
    for number in range(50):
        queue.put("greedy", f"greedy {number}")
    queue.put("modest", "modest 0")
    queue.put("other", "other 0")
    queue.put("modest", "modest 1")
    taken = [queue.take() for _ in range(5)]
    assert taken == ["greedy 0", "modest 0", "other 0", "greedy 1", "modest 1"]


def test_each_client_is_served_in_its_own_order() -> None:
    queue = FairQueue[int](most=9, most_of_one=9)
    for number in range(9):
        queue.put("one", number)
    assert [queue.take() for _ in range(10)] == [*range(9), None]


def test_what_goes_ahead_is_next_of_its_client_and_is_never_refused() -> None:
    queue = FairQueue[str](most=1, most_of_one=1)
    assert queue.put("one", "second") is None
    assert queue.put("one", "third") == "third"
    queue.put_ahead("one", "first")
    assert [queue.take(), queue.take()] == ["first", "second"]


def test_one_client_cannot_fill_the_queue() -> None:
    queue = FairQueue[int](MOST, MOST_OF_ONE)
    assert [queue.put("one", n) for n in range(1, 7)] == [None] * 5 + [6]


def test_those_who_ask_much_make_room_for_those_who_ask_little() -> None:
    queue = FairQueue[str](most=8, most_of_one=4)
    for number in range(4):
        queue.put("one", f"one {number}")
        queue.put("other", f"other {number}")
    assert queue.put("third", "third 0") == "one 3"
    assert queue.put("third", "third 1") == "other 3"
    assert queue.put("one", "one 4") == "one 4"
    assert len(queue) == 8


class Waiting(RuleBasedStateMachine):
    """Compare the queue with a list of who waits for what."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = FairQueue[int](MOST, MOST_OF_ONE)
        self.waiting: list[tuple[str, int]] = []
        self.next = 0

    @rule(client=clients)
    def put(self, client: str) -> None:
        self.next += 1
        counted = Counter(client for client, _ in self.waiting)
        left_out = self.queue.put(client, self.next)
        if counted[client] >= MOST_OF_ONE:
            assert left_out == self.next
            return
        self.waiting.append((client, self.next))
        assert (left_out is None) is (len(self.waiting) <= MOST)
        if left_out is not None:
            loser = next(pair for pair in self.waiting if pair[1] == left_out)
            counted = Counter(client for client, _ in self.waiting)
            assert counted[loser[0]] == max(counted.values())
            assert left_out == max(item for other, item in self.waiting if other == loser[0])
            self.waiting.remove(loser)

    @rule()
    def take(self) -> None:
        taken = self.queue.take()
        if taken is None:
            assert not self.waiting
            return
        client, _ = pair = next(pair for pair in self.waiting if pair[1] == taken)
        assert min(item for other, item in self.waiting if other == client) == taken
        self.waiting.remove(pair)

    @rule(client=clients, position=st.integers(0, MOST))
    def remove(self, client: str, position: int) -> None:
        item = self.waiting[position][1] if position < len(self.waiting) else -1
        self.queue.remove(client, item)
        if (client, item) in self.waiting:
            self.waiting.remove((client, item))

    @invariant()
    def holds_the_same(self) -> None:
        assert len(self.queue) == len(self.waiting)
        assert sorted(self.queue.items()) == sorted(self.waiting)


TestWaiting = Waiting.TestCase
TestWaiting.settings = settings(max_examples=40, deadline=None)


@given(st.lists(clients, max_size=MOST))
def test_nobody_waits_for_more_than_one_of_each_other_client(asked: list[str]) -> None:
    queue = FairQueue[str](MOST, MOST)
    for client in asked:
        queue.put(client, client)
    taken = [queue.take() for _ in asked]
    for number in range(len(taken)):
        waiting = Counter(taken[number:])
        ahead = taken[number : number + len(waiting)]
        assert len(set(ahead)) == len(ahead)


def test_a_queue_of_nothing_gives_nothing() -> None:
    queue = FairQueue[int](0, 0)
    assert queue.put("one", 1) == 1
    assert queue.take() is None
    queue.remove("one", 1)
    assert len(queue) == 0


def test_the_removed_is_not_taken() -> None:
    queue = FairQueue[int](9, 9)
    for number in range(3):
        queue.put("one", number)
    queue.remove("other", 1)
    queue.remove("one", 1)
    assert [queue.take() for _ in range(3)] == [0, 2, None]
