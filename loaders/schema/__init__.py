"""What a record is: its fields, the closed lists of words, dates, and the JSON Schema of the files."""
