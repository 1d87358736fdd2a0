"""The toolbox: states, scoped querysets, audit, signed links, phones, dates, forms, registries. Knows no domain word."""
