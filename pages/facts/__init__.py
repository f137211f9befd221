"""Facts: the ledger of everything the sources say."""
