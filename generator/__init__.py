"""gongshi (公示): turns what departments hand in at night into a public credit site and open data."""
