package merge

// narrow leaves common lines outside of a conflict: those with which both sides
// begin or end and, where the base has no lines that would have to be shown
// whole, those inside as well.
func (v versions) narrow(h hunk) []hunk {
	h.verdict = conflict
	if h.base.len() == 0 {
		return v.split(h)
	}
	prefix, suffix := commonEnds(v.oursIn(h), v.theirsIn(h))
	h.ours = span{h.ours.start + prefix, h.ours.end - suffix}
	h.theirs = span{h.theirs.start + prefix, h.theirs.end - suffix}
	return []hunk{h}
}

// split makes a conflict without base lines several ones, unless they would be so
// close that one is easier to read.
func (v versions) split(h hunk) []hunk {
	const apart = 3 // common lines up to which two conflicts stay one
	var hunks []hunk
	for _, c := range align(v.oursIn(h), v.theirsIn(h)).changes() {
		part := hunk{
			base:    h.base,
			ours:    span{h.ours.start + c.base.start, h.ours.start + c.base.end},
			theirs:  span{h.theirs.start + c.side.start, h.theirs.start + c.side.end},
			verdict: conflict,
		}
		if n := len(hunks); n > 0 && part.ours.start-hunks[n-1].ours.end <= apart {
			hunks[n-1].ours.end, hunks[n-1].theirs.end = part.ours.end, part.theirs.end
		} else {
			hunks = append(hunks, part)
		}
	}
	return hunks
}
