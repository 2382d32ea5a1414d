"""Stories in a real browser at phone size: what people do, from their tap to the colleague's screen."""
