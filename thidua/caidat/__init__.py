"""The round of the years: a year is prepared, opened, summed up and closed; its cụm and khối."""
