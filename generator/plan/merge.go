package plan

import (
	"bytes"
	"path"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/merge"
	"mlvb/generator/wechat"
)

// merge brings two sides together that both differ from the base.
func (p *planner) merge(t versions) Step {
	if p.Style == Theirs && t.base == nil && t.theirs.Merge != files.MergeSet && t.theirs.Merge != files.MergeJSON {
		return p.choose(t, nil)
	}
	switch {
	case t.theirs.Merge == files.MergeSet:
		return t.mergeSets()
	case t.theirs.Merge == files.MergeJSON:
		return p.mergeJSON(t)
	case t.ours.IsBinary() || t.theirs.IsBinary():
		return p.mergeWhole(t)
	}
	return p.mergeText(t)
}

// mergeSets merges sets of lines. Where the last line that matches wins, the
// place of the new ones matters. In .gitignore the template has the last word,
// so that nothing above lets a secret through; elsewhere the user has it.
func (t versions) mergeSets() Step {
	last := merge.Ours
	if path.Base(t.theirs.Path) == ".gitignore" {
		last = merge.Theirs
	}
	return t.merged(merge.Lines(t.baseContent(), t.ours.Content, t.theirs.Content, last), WhyLines)
}

func (t versions) baseContent() []byte {
	if t.base == nil {
		return nil
	}
	return t.base.Content
}

// merged is the step for a merge without conflict.
func (t versions) merged(content []byte, why Why) Step {
	result := t.written(content)
	switch {
	case bytes.Equal(content, t.ours.Content) && result.Executable == t.ours.Executable:
		return Step{Action: ActionKeep, Why: WhySame}
	case t.base != nil && t.ours.Same(t.base):
		return Step{Action: ActionUpdate, Why: WhyTemplateChanged, File: result}
	}
	return Step{Action: ActionMerge, Why: why, File: result}
}

// conflict is the step for a merge with conflicts.
func (t versions) conflict(c *Conflict) Step {
	why := WhyBothChanged
	if t.base == nil {
		why = WhyBothAdded
	}
	return Step{Action: ActionConflict, Why: why, Conflict: c}
}

// choose is the step for a conflict whose side was chosen beforehand.
func (p *planner) choose(t versions, content []byte) Step {
	if p.Style == Theirs && content == nil {
		content = t.theirs.Content
	}
	if content == nil || bytes.Equal(content, t.ours.Content) {
		return Step{Action: ActionKeep, Why: WhyChosen}
	}
	return Step{Action: ActionUpdate, Why: WhyChosen, File: t.written(content)}
}

func (p *planner) chosen() (merge.Side, bool) {
	switch p.Style {
	case Ours:
		return merge.Ours, true
	case Theirs:
		return merge.Theirs, true
	}
	return 0, false
}

// mergeWhole is for files that have no parts: one side stays as a whole.
func (p *planner) mergeWhole(t versions) Step {
	if t.base != nil && t.ours.Same(t.base) {
		return Step{Action: ActionUpdate, Why: WhyTemplateChanged, File: t.written(t.theirs.Content)}
	}
	if _, ok := p.chosen(); ok {
		return p.choose(t, nil)
	}
	s := t.conflict(&Conflict{Kind: ConflictBeside})
	s.beside = t.theirs
	return s
}

func (p *planner) mergeText(t versions) Step {
	result, err := merge.Text(t.baseContent(), t.ours.Content, t.theirs.Content, labels(p.fromVersion(t.theirs.Path), p.To))
	if err != nil {
		return p.mergeWhole(t)
	}
	if len(result.Conflicts) == 0 {
		return t.merged(result.Merged, WhyMerged)
	}
	if side, ok := p.chosen(); ok {
		content, err := result.Markers.Take(result.Merged, side)
		if err != nil {
			return p.choose(t, nil)
		}
		return p.choose(t, content)
	}
	c := &Conflict{Kind: ConflictInText, Markers: result.Markers}
	for _, at := range result.Conflicts {
		c.Lines = append(c.Lines, ConflictLines{
			At: at.Line, Yours: LineRange(at.Ours), Base: LineRange(at.Base), Theirs: LineRange(at.Theirs),
		})
	}
	s := t.conflict(c)
	s.File = t.written(result.Merged)
	return s
}

func (p *planner) mergeJSON(t versions) Step {
	result, err := merge.JSON(t.baseContent(), t.ours.Content, t.theirs.Content, wechat.MergeRules(t.theirs.Path))
	if err != nil {
		return p.mergeNoJSON(t)
	}
	content := result.Merged
	side, chosen := p.chosen()
	if chosen && side == merge.Theirs {
		if content, err = merge.TakeAll(content, result.Conflicts, side); err != nil {
			return p.mergeNoJSON(t)
		}
	}
	s := t.merged(content, WhyMerged)
	switch {
	case len(result.Conflicts) > 0 && chosen:
		s = p.choose(t, content)
	case len(result.Conflicts) > 0:
		s = t.conflict(&Conflict{Kind: ConflictInJSON, Values: values(result.Conflicts)})
		if !bytes.Equal(content, t.ours.Content) {
			s.File = t.written(content)
		}
	}
	for _, c := range result.Changes {
		s.Changes = append(s.Changes, c.Path.String())
	}
	for _, kept := range result.Kept {
		s.Kept = append(s.Kept, kept.String())
	}
	s.Changes = slices.Compact(s.Changes)
	if s.Why == WhySame && len(s.Kept) > 0 {
		s.Why = WhyBothChanged
	}
	return s
}

// mergeNoJSON is for files that should be JSON and are not. They merge by
// lines, if that leaves no markers: no program reads JSON with markers.
func (p *planner) mergeNoJSON(t versions) Step {
	result, err := merge.Text(t.baseContent(), t.ours.Content, t.theirs.Content, labels(p.fromVersion(t.theirs.Path), p.To))
	if err != nil || len(result.Conflicts) > 0 || t.base == nil {
		return p.mergeWhole(t)
	}
	return t.merged(result.Merged, WhyMerged)
}

func values(conflicts []merge.JSONConflict) []ConflictValue {
	list := make([]ConflictValue, len(conflicts))
	for i, c := range conflicts {
		list[i] = ConflictValue{
			Path: c.Path.String(), Base: string(c.Base), Yours: string(c.Ours), Theirs: string(c.Theirs), steps: c.Path,
		}
	}
	return list
}
