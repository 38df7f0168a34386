"""Desks: copies of a study on which people work apart, and joining their work again.

``rules`` says what each table means for it, ``files`` reads a study whole, ``causes`` tells which change knew which,
``gathering`` has what was done to each row, ``rows`` and ``texts`` join, ``joining`` brings it together, ``handing``
makes a desk, ``merging`` writes the result, and ``owner`` tells whose desk a file is.
"""
