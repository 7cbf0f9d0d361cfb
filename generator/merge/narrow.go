package merge

// narrow makes a conflict as small as possible: the lines with which both sides
// begin or end are left outside. Where the base has no lines to be shown, the
// conflict is also split at common lines inside it.
func (v versions) narrow(h hunk) []hunk {
	h.outcome = conflict
	if h.base.len() == 0 {
		return v.split(h)
	}
	prefix, suffix := commonEnds(v.oursIn(h), v.theirsIn(h))
	h.ours = span{h.ours.start + prefix, h.ours.end - suffix}
	h.theirs = span{h.theirs.start + prefix, h.theirs.end - suffix}
	return []hunk{h}
}

// split cuts a conflict without base lines at the lines that both sides have.
// Conflicts that would be very close to each other stay one.
func (v versions) split(h hunk) []hunk {
	const apart = 3 // common lines up to which two conflicts stay one
	var hunks []hunk
	for _, c := range align(v.oursIn(h), v.theirsIn(h)).changes() {
		part := hunk{
			base:    h.base,
			ours:    span{h.ours.start + c.base.start, h.ours.start + c.base.end},
			theirs:  span{h.theirs.start + c.side.start, h.theirs.start + c.side.end},
			outcome: conflict,
		}
		if n := len(hunks); n > 0 && part.ours.start-hunks[n-1].ours.end <= apart {
			hunks[n-1].ours.end, hunks[n-1].theirs.end = part.ours.end, part.theirs.end
		} else {
			hunks = append(hunks, part)
		}
	}
	return hunks
}
