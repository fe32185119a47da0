"""Run the command line with `python -m rightsgraph`."""

from rightsgraph.cli import main

main(prog_name="rightsgraph")
