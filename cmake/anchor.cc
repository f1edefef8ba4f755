// Gives every library one object file, so that a library of headers alone still builds.
