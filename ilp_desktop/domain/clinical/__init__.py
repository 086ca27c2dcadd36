"""Clinical rules: scores, classes and dates, each with its source. They propose; the health worker decides."""
