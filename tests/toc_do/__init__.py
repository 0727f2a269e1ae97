"""Benchmarks, run by `python3 app.py do-toc-do`; no module here is a test, so pytest collects none."""
