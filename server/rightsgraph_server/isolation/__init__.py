"""Run each task in a process that can be killed, and replace the process when it was.

keeper.py    one process holds the store, forks all others, and outlives none of them
worker.py    a process that answers one task at a time, within limits of time and memory
tasks.py     what a worker can be asked
frames.py    what is said between worker and pool
output.py    where a worker writes its answer: to memory, or to a file once it grows
pool.py      the other end: hands tasks to workers, fairly, and kills those that run too long
queue.py     who is next
"""
