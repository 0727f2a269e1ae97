"""The envelope every paper travels in: state, events, versions, files."""
