"""Land: what every square metre is used for, what is planned with it, and what a site's surroundings bear."""
