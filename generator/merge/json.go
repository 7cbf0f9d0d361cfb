package merge

import "bytes"

// Rules say what the caller knows of a JSON file. A path is written with dots
// (setting.es6); * in a step stands for anything within that step. The zero value
// has no such knowledge.
type Rules struct {
	// Owned are paths that the user or the user's tools decide, with all below
	// them: what both sides changed stays the user's and is not reported.
	Owned []string
	// OwnedIfNew are such paths, but only where the base lacks the value: a tool
	// may add a setting before the template does.
	OwnedIfNew []string
	// Keys tell which lists hold objects that one member identifies.
	Keys []ListKey
}

// ListKey says that the list at a path holds objects with a member that no two
// of them have in common, such as root for subpackages.
type ListKey struct{ Path, Member string }

// JSONResult is the outcome of [JSON]. Merged may be one of the versions itself, not a copy.
type JSONResult struct {
	Merged    []byte
	Changes   []JSONChange   // what the user's text took from the template
	Kept      []Path         // that the user owns and both changed: the user's value stayed
	Conflicts []JSONConflict // where the user's value stayed, in the order of the text
}

// JSONChange is a value that the template changed and the user did not.
type JSONChange struct{ Path Path }

// JSONConflict is a value that both sides changed, with the three versions as they
// are written; nil stands for a value that is absent. Ours is what the merged text
// has.
type JSONConflict struct {
	Path               Path
	Base, Ours, Theirs []byte
}

// JSON merges by path and returns the user's text with the least edits: order,
// indent, white space, line ends, byte order mark and final newline stay. Objects
// merge by member; lists of different strings, of different objects and of
// objects with a key (see [Rules]) merge as ordered sets; other values change as
// a whole. A value that both sides changed stays the user's and is a conflict.
//
// An empty base merges two files that were added on their own. If a version is no
// JSON the error is a [*SyntaxError] and the file may be merged by [Text].
func JSON(base, ours, theirs []byte, rules Rules) (JSONResult, error) {
	root, ids := sides{}, valueIDs{}
	var err error
	if len(base) > 0 {
		if root.base, err = readJSON(base, Base, ids); err != nil {
			return JSONResult{}, err
		}
	}
	if root.ours, err = readJSON(ours, Ours, ids); err != nil {
		return JSONResult{}, err
	}
	if root.theirs, err = readJSON(theirs, Theirs, ids); err != nil {
		return JSONResult{}, err
	}
	m := jsonMerge{rules: rules}
	merged, _ := m.value(nil, root)
	m.result.Merged = ours
	switch {
	case bytes.Equal(base, ours):
		m.result.Merged = theirs
	case merged.changed():
		m.result.Merged = newJSONWriter(root.ours, root.theirs).write(merged)
		err = m.result.readOurs()
	}
	return m.result, err
}

// readOurs makes what the merged text has the user's value of each conflict. The two
// differ where the template added to a list that both sides put in another order.
func (r *JSONResult) readOurs() error {
	if len(r.Conflicts) == 0 {
		return nil
	}
	root, err := readJSON(r.Merged, Ours, valueIDs{})
	if err != nil {
		return err
	}
	at := make([]*node, len(r.Conflicts))
	newPathTree(r.Conflicts, at).locate(root, at)
	for i, n := range at {
		r.Conflicts[i].Ours = n.raw()
	}
	return nil
}

// CheckJSON says where a text is no JSON: the error is a [*SyntaxError].
func CheckJSON(src []byte) error {
	_, err := readJSON(src, Ours, valueIDs{})
	return err
}

// EqualJSON tells whether two texts hold the same value, however they are
// written. A text that is no JSON equals only the same bytes.
func EqualJSON(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	ids := valueIDs{}
	valueA, errA := readJSON(a, Base, ids)
	valueB, errB := readJSON(b, Ours, ids)
	return errA == nil && errB == nil && equalValues(valueA, valueB)
}

// JSONLike writes the value of src with the order, indent and white space of like, so
// that a diff of the two shows only what differs by value. It is not ok if either is
// no JSON.
func JSONLike(src, like []byte, rules Rules) (written []byte, ok bool) {
	ids := valueIDs{}
	value, err := readJSON(src, Theirs, ids)
	if err != nil {
		return nil, false
	}
	model, err := readJSON(like, Ours, ids)
	if err != nil {
		return nil, false
	}
	m := jsonMerge{rules: rules}
	merged, _ := m.value(nil, sides{base: model, ours: model, theirs: value})
	written = like
	if merged.changed() {
		written = newJSONWriter(model, value).write(merged)
	}
	return written, EqualJSON(written, src)
}
