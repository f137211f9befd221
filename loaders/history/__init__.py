"""The recorded versions of the data: ledger, differences, changelog, feed."""
