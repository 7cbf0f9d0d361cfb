package generator

// Action is what happens to a path.
type Action string

// The actions of a plan.
const (
	ActionAdd      Action = "add"      // File is new
	ActionUpdate   Action = "update"   // File takes the place of what is there
	ActionMerge    Action = "merge"    // File has the changes of both sides
	ActionRemove   Action = "remove"   // the file goes
	ActionKeep     Action = "keep"     // what is there stays
	ActionConflict Action = "conflict" // what is there stays until somebody decides
)

// Why is the reason for an action.
type Why string

// The reasons of steps.
const (
	WhyNew             Why = "new"              // add: the template has it, nobody else does
	WhySame            Why = "same"             // keep: what is there has all that the template has
	WhyTemplateChanged Why = "template-changed" // update: you did not
	WhyYouChanged      Why = "you-changed"      // keep: the template did not
	WhyYouRemoved      Why = "you-removed"      // keep: a file you removed stays away
	WhyTemplateRemoved Why = "template-removed" // remove: untouched; keep: you changed it
	WhyOnce            Why = "once"             // keep: written once, yours since
	WhyYours           Why = "yours"            // keep: it was there first, such as README.md
	WhyLines           Why = "lines"            // merge: the lines of both
	WhyBothChanged     Why = "both-changed"     // conflict
	WhyBothAdded       Why = "both-added"       // conflict
)

// Step is what a plan does to one path.
type Step struct {
	Path   string `json:"path"`
	Action Action `json:"action"`
	Why    Why    `json:"why"`
	File   File   `json:"-"` // what is written; zero unless Action is add, update or merge
	Was    *File  `json:"-"` // what was there when the plan was made; nil when nothing was
}

// Writes reports whether the step writes a file.
func (s Step) Writes() bool {
	return s.Action == ActionAdd || s.Action == ActionUpdate || s.Action == ActionMerge
}

// Plan is what is done to a project, sorted by path.
type Plan []Step

// NewPlan compares what was last rendered (base), what is there (ours) and
// what is rendered now (theirs). Files that are only in ours are no concern of
// a template and not in the plan.
func NewPlan(base, ours, theirs Tree) Plan {
	plan := make(Plan, 0, len(theirs))
	for len(base) > 0 || len(theirs) > 0 {
		path := firstPath(base, theirs)
		for len(ours) > 0 && ours[0].Path < path {
			ours = ours[1:]
		}
		b, o, t := take(&base, path), take(&ours, path), take(&theirs, path)
		if o == nil && t == nil {
			continue // gone on both sides
		}
		step := decide(b, o, t)
		step.Path, step.Was = path, o
		plan = append(plan, step)
	}
	return plan
}

// firstPath returns the lowest path in two trees of which one is not empty.
func firstPath(a, b Tree) string {
	if len(b) == 0 || len(a) > 0 && a[0].Path < b[0].Path {
		return a[0].Path
	}
	return b[0].Path
}

// take removes the first file of a tree if it has that path.
func take(t *Tree, path string) *File {
	if len(*t) == 0 || (*t)[0].Path != path {
		return nil
	}
	f := &(*t)[0]
	*t = (*t)[1:]
	return f
}

// decide compares the three sides of one path; nil is a file that is not
// there. At least one of ours and theirs is.
func decide(base, ours, theirs *File) Step {
	switch {
	case theirs == nil && ours.same(base):
		return Step{Action: ActionRemove, Why: WhyTemplateRemoved}
	case theirs == nil:
		return Step{Action: ActionKeep, Why: WhyTemplateRemoved}
	case ours == nil && base == nil:
		return Step{Action: ActionAdd, Why: WhyNew, File: *theirs}
	case ours == nil:
		return Step{Action: ActionKeep, Why: WhyYouRemoved}
	case theirs.Merge == MergeOnce:
		return Step{Action: ActionKeep, Why: WhyOnce}
	case base != nil && theirs.same(base) && theirs.Executable == base.Executable:
		if ours.same(base) {
			return Step{Action: ActionKeep, Why: WhySame}
		}
		return Step{Action: ActionKeep, Why: WhyYouChanged}
	case base != nil && ours.same(base):
		return Step{Action: ActionUpdate, Why: WhyTemplateChanged, File: *theirs}
	case ours.same(theirs):
		return Step{Action: ActionKeep, Why: WhySame}
	}
	return mergeSides(base, ours, theirs)
}

// mergeSides brings two sides together that both differ from the base.
func mergeSides(base, ours, theirs *File) Step {
	if theirs.Merge == MergeSet {
		return mergeSets(base, ours, theirs)
	}
	if base == nil {
		return Step{Action: ActionConflict, Why: WhyBothAdded}
	}
	return Step{Action: ActionConflict, Why: WhyBothChanged}
}
