"""Run each task in a process that can be killed, and replace the process when it was.

keeper.py     one process holds the store, forks all others, and outlives none of them
process.py    what makes a process a good child: limits, and an end with its parent
worker.py     a process that answers one task at a time, within limits of time and memory
allocator.py  memory in an order in which a task finds what it needs at once
tasks.py      what a worker can be asked
frames.py     what is said between worker and pool
output.py     where a worker writes its answer: to memory, or to a file once it grows
spool.py      the folder of such files
pool.py       the other end: hands tasks to workers, fairly
judge.py      which tasks are long, and which of them give way
link.py       the pool's end of the way to one worker
reply.py      what a task is answered, whole or while it grows
queue.py      who is next
endings.py    what a client is told of a task that was ended
"""
