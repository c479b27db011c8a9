// Header-only: see include/CPlatform.h.
