package generator

import "context"

// StatusOptions is what [ReadStatus] needs.
type StatusOptions struct {
	Dir      string
	Template *Template // the newest; nil when it is not known
	Tool     string
}

// Status is how a project stands to its template.
type Status struct {
	Record    Record
	Newest    TemplateID
	Available bool // Newest is another template than the recorded one
	Base      BaseState
	Edited    []string // files of the template that the user changed
	Removed   []string // files of the template that the user removed
	Added     []string // files and folders (with a slash) of the user's own beside those of the template, without ignored ones
	Conflicts []Conflict
	Settled   []string // paths among Conflicts that `resolve` would clear
	Undo      string   // command that [Undo] would take back; empty when there is none
}

// Drifted reports whether files of the template were changed or removed.
func (s Status) Drifted() bool { return len(s.Edited)+len(s.Removed) > 0 }

// ReadStatus compares a project with its record. It writes nothing.
// Errors are [*ProjectError] and what the system says.
func ReadStatus(ctx context.Context, o StatusOptions) (Status, error) { return o.read(ctx) }
