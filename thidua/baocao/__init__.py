"""Sơ kết and tổng kết reports: one stage for both periods."""
