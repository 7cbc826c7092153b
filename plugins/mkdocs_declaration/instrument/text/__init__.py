"""The words of a clause, with emphasis, links and tables."""
