"""Identity of units: ids, labels and eIds."""
