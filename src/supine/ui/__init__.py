"""Windows and views: one module a view, renderers beside them."""
