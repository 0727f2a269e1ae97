"""The papers that leave the office: list, preview, .docx."""
