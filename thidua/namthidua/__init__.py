"""The year: plan, periods, movements, targets, cụm/khối and heads, obligations."""
