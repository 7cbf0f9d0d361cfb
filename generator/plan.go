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
	WhySame            Why = "same"             // keep: what is there is what the template has
	WhyTemplateChanged Why = "template-changed" // update: you did not
	WhyYouChanged      Why = "you-changed"      // keep: the template did not
	WhyYouRemoved      Why = "you-removed"      // keep: a file you removed stays away
	WhyTemplateRemoved Why = "template-removed" // remove: untouched; keep: you changed it
	WhyOnce            Why = "once"             // keep: written once, yours since
	WhyYours           Why = "yours"            // keep: it was there first, such as README.md
	WhyLines           Why = "lines"            // merge: both sets of lines
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

// Plan is what is done to a project, sorted by path.
type Plan []Step

// NewPlan compares what was last rendered (base), what is there (ours) and
// what is rendered now (theirs).
func NewPlan(base, ours, theirs Tree) Plan { return nil }
