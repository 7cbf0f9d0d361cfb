package plan

// Style is what becomes of what both sides changed.
type Style string

// The styles. The zero value does as Markers.
const (
	Markers Style = "markers" // both sides stay in the file, to be settled
	Ours    Style = "ours"    // the user's change counts, the template's is dropped
	Theirs  Style = "theirs"  // the template's change counts, the user's is dropped
)
