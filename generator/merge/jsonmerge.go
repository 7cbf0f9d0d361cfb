package merge

import "slices"

// sides are the three versions of one value; nil where a version lacks it.
type sides struct{ base, ours, theirs *node }

// mergedValue says how a value of the merged text is made: the user's node copied
// as it is; if rebuilt, the user's container with parts in place of its items; if
// foreign, a node of another text, written in the user's style.
type mergedValue struct {
	node    *node
	foreign bool
	parts   []mergedItem
	rebuilt bool
}

// mergedItem is an item of a rebuilt container: one of the user's, or if foreign one
// that the user's container did not have.
type mergedItem struct {
	item    item
	foreign bool
	value   mergedValue
}

func (p mergedValue) changed() bool { return p.foreign || p.rebuilt }

// jsonMerge collects the outcome of a merge.
type jsonMerge struct {
	rules  Rules
	result JSONResult
}

// value decides about one value: what only the template changed is taken, what
// only the user changed stays, and what both changed is a conflict, in which the
// user's stays. To delete is a change, too: a side without the value is nil, and
// present is false where the merged text has none. at is overwritten after the
// call: clone it to keep it.
func (m *jsonMerge) value(at Path, v sides) (merged mergedValue, present bool) {
	switch {
	case equalValues(v.ours, v.theirs) || equalValues(v.base, v.theirs):
		return mergedValue{node: v.ours}, v.ours != nil
	case v.ours.is(objectKind) && v.theirs.is(objectKind):
		return m.members(at, v), true
	case v.ours.is(listKind) && v.theirs.is(listKind):
		if merged, ok := m.list(at, v); ok {
			return merged, true
		}
	}
	if equalValues(v.base, v.ours) {
		m.change(at)
		return mergedValue{node: v.theirs, foreign: true}, v.theirs != nil
	}
	m.conflict(at, v)
	return mergedValue{node: v.ours}, v.ours != nil
}

func (m *jsonMerge) change(at Path) {
	m.result.Changes = append(m.result.Changes, JSONChange{slices.Clone(at)})
}

// conflict records a value that both sides changed. Where the rules say that the
// user owns it, it is recorded as kept instead.
func (m *jsonMerge) conflict(at Path, v sides) {
	if slices.ContainsFunc(m.rules.Owned, at.under) ||
		v.base == nil && slices.ContainsFunc(m.rules.OwnedIfNew, at.under) {
		m.result.Kept = append(m.result.Kept, slices.Clone(at))
		return
	}
	m.result.Conflicts = append(m.result.Conflicts,
		JSONConflict{slices.Clone(at), v.base.raw(), v.ours.raw(), v.theirs.raw()})
}
