"""What stands around the text of a page: metadata, navigation, scripts and styles."""
