"""Count the steps of reading, those inside regular expressions included; a script, run by a test.

    count_steps.py FILE < {"texts": [{"text", "language"}], "most": steps, "attacks": n}

The Reader of the module FILE (or, with -, of the library) reads the texts. Counted are the
bytecodes of its code and, with a plain backtracking matcher of our own, all that its regular
expressions try, up to the most that is asked for. So the count is the same on every machine, and
shows where either the code or an expression takes time that grows faster than the text. Then each
expression is tried on texts made of its own repetitions, of about n, 2n and 4n characters.

Prints {"steps": [...], "attacks": [[expression, text, [steps, steps, steps]], ...]}.
"""

import importlib
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from types import FrameType, SimpleNamespace
from typing import Any

op = importlib.import_module("re._constants")
_parser = importlib.import_module("re._parser")

MOST = 1_000_000
MOST_OF_ONE_EXPRESSION = 100_000
CLASSES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s", op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
PLACES = {
    op.AT_BEGINNING: "^", op.AT_BEGINNING_STRING: r"\A", op.AT_END: "$", op.AT_END_STRING: r"\Z",
    op.AT_BOUNDARY: r"\b", op.AT_NON_BOUNDARY: r"\B",
}  # fmt: skip
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
ALPHABET = "a1 A(/.,v-\u0627\u0661\n"
real_compile = re._compile  # type: ignore[attr-defined]
Then = Callable[[int], bool]


class TooMany(Exception):
    """Say that there is no end to it."""


class Counter:
    """Count steps."""

    steps, most = 0, MOST

    def add(self, steps: int) -> None:
        self.steps += steps
        if self.steps > self.most:
            raise TooMany


class Matcher:
    """Match as `re` does, without its short cuts, and count what is tried."""

    def __init__(self, pattern: str, flags: int, counter: Counter) -> None:
        self.tree = list(_parser.parse(pattern, flags))
        self.flags, self.counter, self.text = flags, counter, ""
        self.groups: dict[int, str] = {}
        self.tests: dict[str, bool] = {}

    def try_at(self, text: str, start: int) -> bool:
        self.text = text
        return self.run(self.tree, 0, start, lambda _: True)

    def is_one(self, node: Any, char: str) -> bool:
        kind, value = node
        if kind is op.ANY:
            return char != "\n" or bool(self.flags & re.DOTALL)
        key = f"{char}{node}"
        if key not in self.tests:
            chars = {char, char.lower(), char.upper()} if self.flags & re.IGNORECASE else {char}
            self.tests[key] = any(one_of(kind, value, each) for each in chars if len(each) == 1)
        return self.tests[key]

    def run(self, nodes: Any, at: int, i: int, then: Then) -> bool:
        self.counter.add(1)
        if at == len(nodes):
            return then(i)
        kind, value = node = nodes[at]

        def go_on(j: int) -> bool:
            return self.run(nodes, at + 1, j, then)

        if kind in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            return i < len(self.text) and self.is_one(node, self.text[i]) and go_on(i + 1)
        if kind in REPEATS:
            low, high, body = value
            return self.repeat(kind, low, high, list(body), i, go_on)
        if kind is op.BRANCH:
            return any(self.run(list(each), 0, i, go_on) for each in value[1])
        if kind is op.SUBPATTERN:
            group = value[0]

            def close(j: int) -> bool:
                self.groups[group] = self.text[i:j]
                return go_on(j)

            return self.run(list(value[3]), 0, i, close)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            return self.looks(value, i) == (kind is op.ASSERT) and go_on(i)
        if kind is op.ATOMIC_GROUP:
            end = self.first_end(list(value), i)
            return end is not None and go_on(end)
        if kind is op.AT:
            place = real_compile(PLACES[value], self.flags & re.MULTILINE)
            return place.match(self.text, i) is not None and go_on(i)
        if kind is op.GROUPREF:
            held = self.groups.get(value, "")
            self.counter.add(len(held))
            return self.text.startswith(held, i) and go_on(i + len(held))
        raise NotImplementedError(kind)

    def first_end(self, nodes: Any, i: int) -> int | None:
        ends: list[int] = []

        def keep(j: int) -> bool:
            ends.append(j)
            return True

        return ends[0] if self.run(nodes, 0, i, keep) else None

    def looks(self, value: Any, i: int) -> bool:
        direction, nodes = value
        if direction > 0:
            return self.run(list(nodes), 0, i, lambda _: True)
        start = i - nodes.getwidth()[0]
        return start >= 0 and self.run(list(nodes), 0, start, lambda j: j == i)

    def repeat(self, kind: Any, low: int, high: Any, body: Any, i: int, then: Then) -> bool:
        most = len(self.text) + 1 if high is op.MAXREPEAT else int(high)
        if len(body) == 1 and body[0][0] in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            count = 0
            limit = min(most, len(self.text) - i)
            while count < limit and self.is_one(body[0], self.text[i + count]):
                count += 1
            self.counter.add(count)
            ends = range(low, count + 1)
            if kind is op.POSSESSIVE_REPEAT:
                return count >= low and then(i + count)
            tried = ends if kind is op.MIN_REPEAT else reversed(ends)
            return any(then(i + each) for each in tried)
        if kind is op.POSSESSIVE_REPEAT:
            return self.possessive(low, most, body, i, then)

        def more(done: int, j: int) -> bool:
            def again(k: int) -> bool:
                return (k > j or done < low) and more(done + 1, k)

            if kind is op.MIN_REPEAT:
                return (done >= low and then(j)) or (done < most and self.run(body, 0, j, again))
            return (done < most and self.run(body, 0, j, again)) or (done >= low and then(j))

        return more(0, i)

    def possessive(self, low: int, most: int, body: Any, i: int, then: Then) -> bool:
        done = 0
        while done < most:
            end = self.first_end(body, i)
            if end is None or end == i:
                break
            done, i = done + 1, end
        return done >= low and then(i)


def one_of(kind: Any, value: Any, char: str) -> bool:
    """Return whether a character is the literal, or one of the set, of a node."""
    if kind in (op.LITERAL, op.NOT_LITERAL):
        return bool((ord(char) == value) == (kind is op.LITERAL))
    negated = value[0][0] is op.NEGATE
    for each, what in value[1:] if negated else value:
        if each is op.LITERAL:
            found = ord(char) == what
        elif each is op.RANGE:
            found = what[0] <= ord(char) <= what[1]
        else:
            found = real_compile(CLASSES[what], 0).match(char) is not None
        if found:
            return not negated
    return bool(negated)


class Metered:
    """Be a regular expression that counts its steps."""

    def __init__(self, real: "re.Pattern[str]", counter: Counter) -> None:
        self.real = real
        self.matcher = Matcher(real.pattern, real.flags, counter)
        self.is_sought = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def seek(self, text: str, start: int, end: int) -> None:
        self.is_sought = True
        for place in range(start, end + 1):
            self.matcher.try_at(text, place)

    def match(self, text: str, *span: int) -> "re.Match[str] | None":
        self.matcher.try_at(text[: span[1]] if len(span) > 1 else text, span[0] if span else 0)
        return self.real.match(text, *span)

    def fullmatch(self, text: str, *span: int) -> "re.Match[str] | None":
        self.matcher.try_at(text, span[0] if span else 0)
        return self.real.fullmatch(text, *span)

    def search(self, text: str, *span: int) -> "re.Match[str] | None":
        found = self.real.search(text, *span)
        limit = min(span[1], len(text)) if len(span) > 1 else len(text)
        self.seek(text, span[0] if span else 0, found.start() if found else limit)
        return found

    def finditer(self, text: str, *span: int) -> "Iterator[re.Match[str]]":
        place = span[0] if span else 0
        for found in self.real.finditer(text, *span):
            self.seek(text, place, found.start())
            place = max(found.end(), found.start() + 1)
            yield found
        self.seek(text, place, min(span[1], len(text)) if len(span) > 1 else len(text))

    def seek_all(self, text: str) -> None:
        """Take the steps of finding all matches, each behind the one before."""
        for _ in self.finditer(text):
            pass

    def findall(self, text: str, *span: int) -> list[Any]:
        self.seek_all(text)
        return self.real.findall(text, *span)

    def sub(self, new: Any, text: str, *count: int) -> str:
        self.seek_all(text)
        return self.real.sub(new, text, *count)

    def split(self, text: str, *most: int) -> list[Any]:
        self.seek_all(text)
        return self.real.split(text, *most)


class Meter:
    """Count the steps of code below some folders, and of the expressions that it compiles."""

    def __init__(self, *paths: str) -> None:
        self.paths = paths
        self.counter = Counter()
        self.made: dict[tuple[str, int], Metered] = {}

    def is_counted(self, frame: FrameType) -> bool:
        return any(path in frame.f_code.co_filename for path in self.paths)

    def compile(self, pattern: Any, flags: Any) -> Any:
        if isinstance(pattern, Metered):
            return pattern
        real = real_compile(pattern, flags)
        frame: FrameType | None = sys._getframe(1)
        while frame and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        if not frame or not self.is_counted(frame) or not isinstance(real.pattern, str):
            return real
        return self.made.setdefault((real.pattern, real.flags), Metered(real, self.counter))

    def trace(self, frame: FrameType, event: str, arg: object) -> Any:
        if event == "call" and self.is_counted(frame):
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            return self.trace
        if event == "opcode":
            self.counter.add(1)
            return self.trace
        return None

    def steps(self, work: Callable[[], object], most: int) -> int | None:
        """Return how many steps some work takes, or None where there is no end to it."""
        self.counter.steps, self.counter.most = 0, most
        sys.settrace(self.trace)
        try:
            work()
        except TooMany:
            return None
        finally:
            sys.settrace(None)
        return self.counter.steps

    def attack(self, metered: Metered, text: str) -> int | None:
        self.counter.steps, self.counter.most = 0, MOST_OF_ONE_EXPRESSION
        try:
            if metered.is_sought:
                metered.seek_all(text)
            else:
                metered.matcher.try_at(text, 0)
        except TooMany:
            return None
        return self.counter.steps


def sample(nodes: Any, matcher: Matcher) -> str:
    """Return a short text that an expression could match, its conditions left aside."""
    return "".join(_sample(node, matcher) for node in nodes)


def _sample(node: Any, matcher: Matcher) -> str:
    kind, value = node
    if kind is op.LITERAL:
        return chr(value)
    if kind in (op.IN, op.NOT_LITERAL, op.ANY):
        first = value[0] if kind is op.IN else None
        chars: str = ALPHABET
        if first and first[0] in (op.LITERAL, op.RANGE):
            chars = str(chr(first[1] if first[0] is op.LITERAL else first[1][0])) + chars
        return "".join([char for char in chars if matcher.is_one(node, char)][:1])
    if kind in REPEATS:
        times = 1 if value[1] == 1 else int(value[0])
        return sample(value[2], matcher) * times
    if kind is op.BRANCH:
        return sample(value[1][0], matcher)
    if kind is op.SUBPATTERN:
        return sample(value[3], matcher)
    return sample(value, matcher) if kind is op.ATOMIC_GROUP else ""


def pumps(nodes: Any, before: str, matcher: Matcher) -> Iterator[tuple[str, str]]:
    """Yield what stands before each long repetition of an expression, and what it repeats."""
    for node in nodes:
        kind, value = node
        if kind in REPEATS:
            if value[1] is op.MAXREPEAT or value[1] > 4:
                yield before, sample(value[2], matcher) or "a"
            yield from pumps(value[2], before, matcher)
        elif kind is op.BRANCH:
            for branch in value[1]:
                yield from pumps(branch, before, matcher)
        elif kind is op.SUBPATTERN:
            yield from pumps(value[3], before, matcher)
        before += _sample(node, matcher)


def attacks(meter: Meter, length: int) -> Iterator[tuple[str, str, list[int | None]]]:
    for (pattern, _), metered in list(meter.made.items()):
        matcher = metered.matcher
        for before, body in set(pumps(matcher.tree, "", matcher)):
            for start, pump in ((before, body), ("", body), ("", before + body)):
                times = [max(length * size // len(pump), 1) for size in (1, 2, 4)]
                texts = [start + pump * count + "\x00" for count in times]
                yield pattern, (start + pump)[:60], [meter.attack(metered, t) for t in texts]


def main() -> None:
    # Here and not above: who imports this for its docstrings must not inherit it.
    sys.setrecursionlimit(100_000)
    file = sys.argv[1]
    asked = json.load(sys.stdin)
    meter = Meter("/rightsgraph/cite/", "/rightsgraph/identify/", file)
    re._compile = meter.compile  # type: ignore[attr-defined]
    if file == "-":
        module = importlib.import_module("rightsgraph.cite")
    else:
        spec = importlib.util.spec_from_file_location("planted", file)
        module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
        spec.loader.exec_module(module)  # type: ignore[union-attr]
    paragraph = getattr(module, "Paragraph", SimpleNamespace)

    def read(text: str, language: str) -> None:
        fields = {"id": "1", "symbol": "CCPR/C/1/D/1/2000", "footnotes": ()}
        given = paragraph(text=text, language=language, **fields)
        module.Reader(given.symbol).read(given)

    # What is read once, tables and records, is no part of reading a text.
    most = sys.maxsize if file == "-" else MOST
    for each in asked["texts"]:
        meter.steps(partial(read, each["text"][:100], each["language"]), most)
    steps = [
        meter.steps(partial(read, each["text"], each["language"]), asked["most"])
        for each in asked["texts"]
    ]
    found = list(attacks(meter, asked["attacks"])) if asked.get("attacks") else []
    json.dump({"steps": steps, "attacks": found}, sys.stdout)


if __name__ == "__main__":
    main()
