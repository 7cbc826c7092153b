"""Terms: what they are, where they stand in the text, and which mentions become links."""
