"""An edition as files: formats to download, data that pages fetch, and the publication of all of it."""
