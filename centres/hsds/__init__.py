"""Open Referral's Human Services Data Specification, version 3.0: resources as files that other directories read.

A file is a set of tables: rows of text, by the name of their table. `layout` knows the tables, `packing` reads and
writes them as JSON and as a zip of CSV tables, `writing` makes them of resources, `reading` makes facts of them.
Nothing in here asks the database.
"""
