"""People, accounts, roles, logins."""
