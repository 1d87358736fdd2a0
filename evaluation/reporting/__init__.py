"""A centre's reports: described once (`making`), and then a page, a PDF or a Word file. No number is counted here."""
