"""Files to the model. Never raises on what an author wrote: it collects problems."""
