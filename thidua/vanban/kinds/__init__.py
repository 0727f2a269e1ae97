"""One builder a kind of document, each over its own frozen dataclass."""
