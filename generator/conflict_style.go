package generator

// ConflictStyle is what becomes of what both sides changed.
type ConflictStyle string

// The styles. The zero value is ConflictMarkers.
const (
	ConflictMarkers ConflictStyle = "markers" // both sides stay in the file, to be settled
	ConflictOurs    ConflictStyle = "ours"    // the user's change counts, the template's is dropped
	ConflictTheirs  ConflictStyle = "theirs"  // the template's change counts, the user's is dropped
)
