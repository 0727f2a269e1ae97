"""Signatures in PDFs, and short codes that lead from a printed paper back to its text.

Importing this package loads no foreign library; each module loads its own at the first call.
"""
