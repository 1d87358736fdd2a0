"""Reading a schedule that a centre kept elsewhere: a calendar file or a spreadsheet. Knows no database."""
