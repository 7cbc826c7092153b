"""What every room stands on and knows nothing of law: bounds of what is read, files, characters."""
