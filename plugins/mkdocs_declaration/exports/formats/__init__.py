"""An edition as files to download: one file a format."""
