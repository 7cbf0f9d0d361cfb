package merge

// pathTree holds the paths of conflicts arranged by their steps, so that one walk
// through a text finds the places of all of them.
type pathTree struct {
	ends   []int    // the conflicts whose path ends here
	steps  []string // of inner, in the order of the conflicts
	inner  map[string]*pathTree
	needed int // the first conflict at or below this step that has a value, or -1
}

// newPathTree arranges the paths of conflicts, for each of which there is a value or
// nil.
func newPathTree(conflicts []JSONConflict, values []*node) *pathTree {
	root := &pathTree{needed: -1}
	for i, c := range conflicts {
		at := root
		for _, step := range c.Path {
			at = at.child(step)
			if at.needed < 0 && values[i] != nil {
				at.needed = i
			}
		}
		at.ends = append(at.ends, i)
	}
	return root
}

func (t *pathTree) child(step string) *pathTree {
	if t.inner[step] == nil {
		if t.inner == nil {
			t.inner = map[string]*pathTree{}
		}
		t.inner[step] = &pathTree{needed: -1}
		t.steps = append(t.steps, step)
	}
	return t.inner[step]
}

// find returns the positions of the container's items to which the steps lead.
func (t *pathTree) find(n *node) map[string]int {
	found := map[string]int{}
	if len(t.inner) == 0 {
		return found
	}
	for i, it := range n.items {
		if n.kind == objectKind {
			if t.inner[it.key] != nil {
				found[it.key] = i
			}
			continue
		}
		for _, member := range it.value.members() {
			step := elementStep(member.key, member.value.text)
			if t.inner[step] != nil && it.value.stringMember(member.key) == member.value.text {
				found[step] = i
			}
		}
	}
	return found
}

// locate sets at[i] to the value at the path of conflict i, if n has one there.
func (t *pathTree) locate(n *node, at []*node) {
	for _, i := range t.ends {
		at[i] = n
	}
	for step, i := range t.find(n) {
		t.inner[step].locate(n.items[i].value, at)
	}
}

// Decided tells for each conflict whether its value is no longer the one that the
// merge left in the file: somebody has changed it since, or removed the place.
//
// Comments and trailing commas are skipped, as editors allow them in JSON files. If
// src can't be read even so, the error is a [*SyntaxError] that says where, and none
// of the conflicts may count as decided.
func Decided(src []byte, conflicts []JSONConflict) ([]bool, error) {
	ids := valueIDs{}
	root, err := readCommentedJSON(src, Ours, ids)
	if err != nil {
		return nil, err
	}
	ours, err := valuesOf(conflicts, Ours, ids)
	if err != nil {
		return nil, err
	}
	now := make([]*node, len(conflicts))
	newPathTree(conflicts, ours).locate(root, now)
	decided := make([]bool, len(conflicts))
	for i := range conflicts {
		decided[i] = !equalValues(now[i], ours[i])
	}
	return decided, nil
}
