"""Rules about how a text is written: plain English, labels, the field's language, terms of each nation."""
