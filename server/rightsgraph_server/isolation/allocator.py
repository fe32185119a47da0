"""Keep memory in an order in which a task finds what it needs at once.

An allocator searches for each piece among those that were freed. Where a store was loaded these
are many and small, and to search them took a fifth of the time of a query.
"""

import ctypes
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

_LIBC = ctypes.CDLL(None)
_LIBC.malloc.argtypes, _LIBC.malloc.restype = (ctypes.c_size_t,), ctypes.c_void_p
_LIBC.free.argtypes, _LIBC.free.restype = (ctypes.c_void_p,), None

_STACK = 16 << 20  # bytes: what a main thread has, and more where that has little
_UNUSUAL = 100_000  # bytes: more than small pieces give, less than what is mapped on its own
_TIMES = 1000  # enough for ten million pieces; a millisecond where there are none


def with_fresh_memory(function: Callable[[], None]) -> None:
    """Run a function apart from the memory that this process has taken, and raise what it raises.

    A thread takes its memory from pages of its own (glibc's arenas).
    """
    threading.stack_size(_STACK)
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(function).result()


def sort_freed_memory() -> None:
    """Have the allocator put in order what a large task left, or the next ones pay for it.

    glibc does so only as it is asked for memory, ten thousand pieces at a time: after an answer of
    a million triples that took twenty milliseconds of each of the next small queries.
    """
    for _ in range(_TIMES):
        _LIBC.free(_LIBC.malloc(_UNUSUAL))


def return_freed_memory() -> None:
    """Give the system what is not used, where the allocator can (glibc)."""
    trim = getattr(_LIBC, "malloc_trim", None)
    if trim is not None:
        trim(0)
