"""Queries with gold quotes in, measures and records of how well an assistant answers out."""
