"""Names of people: the lists they stand in, and where in a sentence a name stands."""
