"""Read documents and archives into source graphs."""
