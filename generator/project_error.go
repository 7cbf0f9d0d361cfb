package generator

import (
	"fmt"
	"path/filepath"
	"strings"
)

// ProjectReason is why a command can't work on a project.
type ProjectReason string

// The reasons of a [ProjectError].
const (
	ProjectNone          ProjectReason = "none"           // Dir holds no project: adopt makes one of it
	ProjectExists        ProjectReason = "exists"         // Dir is a project already
	ProjectBroken        ProjectReason = "broken"         // its record can't be read; Err says where. Out: take the record of either branch, or remove Path and adopt
	ProjectBaseLost      ProjectReason = "base-lost"      // update: its base can't be read, git has it. Out: take it from there, or say what Conflicts become
	ProjectNewer         ProjectReason = "newer"          // made by mlvb Version, which is newer than this one; empty where it is not known
	ProjectOtherTemplate ProjectReason = "other-template" // made from template Version, not from the one given
	ProjectOutdated      ProjectReason = "outdated"       // set: the record is of another template than the one given; run update --set
	ProjectMarkers       ProjectReason = "markers"        // Paths still hold conflict markers: settle them, then resolve; Err says where they are not whole
	ProjectChanged       ProjectReason = "changed"        // undo: Paths changed since the command that is to be undone
	ProjectNothingToUndo ProjectReason = "nothing-to-undo"
	ProjectAsBefore      ProjectReason = "as-before"          // undo: nothing of the command is there, as on another branch
	ProjectNotOfTemplate ProjectReason = "not-of-template"    // diff: Path is no file of the template, nor a folder of such
	ProjectNotMiniapp    ProjectReason = "not-a-mini-program" // add, adopt: Path is missing or can't be read; Err may say why
	ProjectBadRoot       ProjectReason = "bad-root"           // add, adopt: the miniprogramRoot in Path, which is Version, is no folder of the project
	ProjectBadJSON       ProjectReason = "bad-json"           // Path is no JSON; Err, a *merge.SyntaxError, says where
	ProjectTaken         ProjectReason = "taken"              // add: Path is there already
)

// ProjectError tells why a command can't work on a project.
type ProjectError struct {
	Reason  ProjectReason
	Dir     string   // as the caller named it
	Path    string   // within Dir, with slashes; may be empty
	Paths   []string // the same, for several
	Version string
	Err     error
}

// Error names the path and says what to do.
func (e *ProjectError) Error() string {
	at := filepath.Join(e.Dir, filepath.FromSlash(e.Path))
	paths := strings.Join(e.Paths, ", ")
	switch e.Reason {
	case ProjectNone:
		return e.Dir + " is no project of mlvb: mlvb adopt makes it one"
	case ProjectExists:
		return e.Dir + " is a project of mlvb already: run mlvb update in it"
	case ProjectBroken:
		return fmt.Sprintf("%v: take the file from a commit where it was whole, or remove it and run mlvb adopt", e.Err)
	case ProjectBaseLost:
		return fmt.Sprintf("%v: git checkout -- %s brings it back", e.Err, recordDir)
	case ProjectNewer:
		if e.Version == "" {
			return e.Dir + " was made by a newer mlvb: install that one"
		}
		return fmt.Sprintf("%s was made by mlvb %s: install that or a newer one", e.Dir, e.Version)
	case ProjectOtherTemplate:
		return fmt.Sprintf("%s was made from the template %s: give that one", e.Dir, e.Version)
	case ProjectOutdated:
		return fmt.Sprintf("%s was made from another version of the template (%s): run mlvb update --set", e.Dir, e.Version)
	case ProjectMarkers:
		if e.Err != nil {
			return fmt.Sprintf("%s: %v: settle them by hand, then run mlvb resolve", paths, e.Err)
		}
		return fmt.Sprintf("%s: settle the marked lines first, then run mlvb resolve", paths)
	case ProjectChanged:
		return fmt.Sprintf("%s changed since: undoing would lose that; put it aside first", paths)
	case ProjectAsBefore:
		return e.Dir + " is as it was before: there is nothing to take back"
	case ProjectNotOfTemplate:
		return at + " is no file of the template: there is nothing to compare it with"
	case ProjectNothingToUndo:
		return "there is nothing to undo in " + e.Dir
	case ProjectNotMiniapp:
		return fmt.Sprintf("%s is no mini-program: %s can't be read: %v", e.Dir, at, e.Err)
	case ProjectBadRoot:
		return fmt.Sprintf("%s: miniprogramRoot %q is no folder of the project: correct it", at, e.Version)
	case ProjectBadJSON:
		return fmt.Sprintf("%s is no JSON: %v: correct it", at, e.Err)
	case ProjectTaken:
		return at + " is there already: choose another place with --into"
	}
	return fmt.Sprintf("%s: %s", at, e.Reason)
}

// Unwrap returns the cause.
func (e *ProjectError) Unwrap() error { return e.Err }

// SecretError refuses a secret where it would be recorded.
type SecretError struct {
	Question string
	File     string // where it belongs, within the project, with slashes
}

// Error names the file.
func (e *SecretError) Error() string {
	return fmt.Sprintf("%s is a secret: write it into %s", e.Question, e.File)
}
