package merge

import "mlvb/generator/merge/diff"

// narrow makes a conflict as small as possible: the lines with which both sides
// begin or end are left outside. Where the base has no lines to be shown, the
// conflict is also split at common lines inside it.
func (v versions) narrow(h hunk) []hunk {
	h.outcome = conflict
	if h.base.Len() == 0 {
		return v.split(h)
	}
	prefix, suffix := diff.CommonEnds(v.oursIn(h), v.theirsIn(h))
	h.ours = diff.Span{Start: h.ours.Start + prefix, End: h.ours.End - suffix}
	h.theirs = diff.Span{Start: h.theirs.Start + prefix, End: h.theirs.End - suffix}
	return []hunk{h}
}

// split cuts a conflict without base lines at the lines that both sides have.
// Conflicts that would be very close to each other stay one.
func (v versions) split(h hunk) []hunk {
	const apart = 3 // common lines up to which two conflicts stay one
	var hunks []hunk
	for _, c := range diff.Changes(v.oursIn(h), v.theirsIn(h)) {
		part := hunk{
			base:    h.base,
			ours:    diff.Span{Start: h.ours.Start + c.A.Start, End: h.ours.Start + c.A.End},
			theirs:  diff.Span{Start: h.theirs.Start + c.B.Start, End: h.theirs.Start + c.B.End},
			outcome: conflict,
		}
		if n := len(hunks); n > 0 && part.ours.Start-hunks[n-1].ours.End <= apart {
			hunks[n-1].ours.End, hunks[n-1].theirs.End = part.ours.End, part.theirs.End
		} else {
			hunks = append(hunks, part)
		}
	}
	return hunks
}
