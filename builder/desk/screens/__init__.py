"""The desk's screens, a module for each: what a person sees and may do there."""
