"""What waits for the reader: the head's approvals, the thường trực's receipts."""
