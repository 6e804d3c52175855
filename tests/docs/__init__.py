"""The generated pages: made by ``make docs``, compared by the tests."""
