"""The toolbox: states, scoped querysets, audit, links, phones, dates, forms, registries. Knows no domain word."""
