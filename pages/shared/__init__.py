"""What two pages or more share: the address, the filter bar, the accounting, the fact card, colours and words."""
