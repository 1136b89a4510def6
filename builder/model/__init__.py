"""Everything a partnership wrote, as frozen data, and what is said about it. The rooms above all speak of these."""
