package merge

import "slices"

// trio is one value in the three versions, nil where it is absent.
type trio struct{ base, ours, theirs *node }

// piece is a value of the merged text: a node of the user's text or, if foreign,
// of another one. A container of the user's may have parts instead of its items.
type piece struct {
	node    *node
	foreign bool
	parts   []part
	rebuilt bool
}

// part is an item of a rebuilt container. Its own item is nil if the user's
// container had none in its place.
type part struct {
	item    item
	foreign bool
	value   piece
}

func (p piece) changed() bool { return p.foreign || p.rebuilt }

// jsonMerge collects the outcome of a merge.
type jsonMerge struct {
	rules  Rules
	result JSONResult
}

// value merges one value; it is not present if the merged text has none. Paths
// share their memory on the way down, so whoever keeps one must copy it.
func (m *jsonMerge) value(at Path, v trio) (merged piece, present bool) {
	switch {
	case same(v.ours, v.theirs) || same(v.base, v.theirs):
		return piece{node: v.ours}, v.ours != nil
	case v.ours.is(objectKind) && v.theirs.is(objectKind):
		return m.members(at, v), true
	case v.ours.is(listKind) && v.theirs.is(listKind):
		if merged, ok := m.list(at, v); ok {
			return merged, true
		}
	}
	if same(v.base, v.ours) {
		m.change(at, v)
		return piece{node: v.theirs, foreign: true}, v.theirs != nil
	}
	m.conflict(at, v)
	return piece{node: v.ours}, v.ours != nil
}

func (m *jsonMerge) change(at Path, v trio) {
	kind := Changed
	switch {
	case v.ours == nil:
		kind = Added
	case v.theirs == nil:
		kind = Removed
	}
	m.result.Changes = append(m.result.Changes, JSONChange{slices.Clone(at), kind})
}

// conflict reports a value that both sides changed. One that the user owns is
// none.
func (m *jsonMerge) conflict(at Path, v trio) {
	if slices.ContainsFunc(m.rules.Owned, at.under) ||
		v.base == nil && slices.ContainsFunc(m.rules.OwnedIfNew, at.under) {
		m.result.Kept = append(m.result.Kept, slices.Clone(at))
		return
	}
	m.result.Conflicts = append(m.result.Conflicts,
		JSONConflict{slices.Clone(at), v.base.raw(), v.ours.raw(), v.theirs.raw()})
}
