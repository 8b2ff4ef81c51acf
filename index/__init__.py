"""Passages in, hits out: encode, store, search; generations on disk."""
