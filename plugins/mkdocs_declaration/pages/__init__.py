"""An edition as HTML: its pages and the templates that make them."""
