"""Lists in and out: every one as an .xlsx, and back with a preview before anything is written."""
