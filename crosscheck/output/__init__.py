"""Reports and verdict to text: one module per kind, registered in `crosscheck.output.kinds`.

A formatter takes `(reports, verdict, tool)` and returns the report's text. It never judges and never prints;
files are written by `crosscheck.output.writing`.
"""
