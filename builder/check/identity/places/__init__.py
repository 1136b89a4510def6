"""Places that have a name: homes, schools and wards, towns."""
