"""What safecheck keeps on this computer: where, with which modes, and never half-written."""
