package cmd

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"

	"mlvb/cmd/console"
	"mlvb/cmd/words"
	"mlvb/generator/merge"
	"mlvb/generator/project"
	"mlvb/generator/syntax"
)

// explainProject words why a command can't work on a project.
func explainProject(c *console.Console, e *project.Error) *console.Failure {
	at := console.Relative(filepath.Join(e.Dir, filepath.FromSlash(e.Path)))
	dir := shownFolder(e.Dir)
	about := []any{dir}
	reason := string(e.Reason)
	switch e.Reason {
	case project.Broken, project.BadJSON, project.Taken, project.BaseLost, project.NotOfTemplate, project.AddedBefore, project.ServerTaken:
		about = []any{at}
	case project.BadRoot:
		about = []any{at, e.Version}
	case project.BadServerDir:
		about = []any{e.Version}
	case project.NotAMiniProgram:
		about = []any{dir, e.Path}
	case project.MadeByNewer, project.OtherTemplate, project.OtherVersion:
		if e.Version == "" { // only a record that can't be read tells none
			reason = "newer-record"
			break
		}
		about = []any{dir, e.Version}
	case project.MarkersLeft, project.ChangedSince:
		about = []any{strings.Join(inFolder(e.Dir, e.Paths), c.Say("comma"))}
	}
	say := c.Say("project."+reason, about...) + because(c, e.Err)
	return console.NewFailure(projectCode(e.Reason), say, projectHint(c, e, reason))
}

// projectCode is the exit code for a reason.
func projectCode(reason project.Reason) int {
	switch reason {
	case project.NotOfTemplate, project.BadServerDir:
		return console.ExitRefused
	case project.MarkersLeft:
		return console.ExitConflicts
	default:
		return console.ExitFailed
	}
}

// projectHint is the way out.
func projectHint(c *console.Console, e *project.Error, reason string) string {
	if e.Reason == project.BaseLost {
		return c.Say("project.base-lost.hint", gitIn(e.Dir, "checkout -- .mlvb"))
	}
	var record *syntax.Error
	if errors.As(e.Err, &record) && record.Markers {
		return c.Say("project.markersHint", gitIn(e.Dir, "checkout --ours -- .mlvb"))
	}
	var foreign *merge.ForeignMarkersError
	if errors.As(e.Err, &foreign) {
		return c.Say("project.foreignHint")
	}
	if dir, ok := recordInGit(e.Dir); e.Reason == project.NotAProject && ok {
		return c.Say("project.gitHint", gitIn(dir, "checkout -- .mlvb"))
	}
	return c.Say("project." + reason + ".hint")
}

// recordInGit is the folder, this one or one around it, whose record git has
// and the disk does not.
func recordInGit(dir string) (string, bool) {
	at, err := filepath.Abs(dir)
	for err == nil {
		if project.BaseInGit(at) {
			return console.Relative(at), true
		}
		parent := filepath.Dir(at)
		if parent == at {
			break
		}
		at = parent
	}
	return "", false
}

// causeInRecord says where a record is broken, and why if there are words.
func causeInRecord(c *console.Console, e *syntax.Error) string {
	why := e.Say.In(string(c.Language))
	if why == "" && c.Language != words.Chinese {
		why = e.Msg
	}
	switch at := c.Say("cause.json", e.Line, e.Column); {
	case e.Line == 0:
		return cmp.Or(why, e.Msg)
	case e.Column == 0:
		return c.Say("cause.line", e.Line) + c.Say("colon") + why
	case why == "":
		return at
	default:
		return at + c.Say("colon") + why
	}
}

// gitIn is a git command to copy that works in a folder.
func gitIn(dir, command string) string {
	if dir == "." {
		return "git " + command
	}
	return "git -C " + console.Quoted(dir) + " " + command
}

// because adds the cause to a sentence, if there is one.
func because(c *console.Console, err error) string {
	if err == nil {
		return ""
	}
	return c.Say("colon") + cause(c, err)
}

// explainSecret says where a secret belongs that was about to be recorded.
func explainSecret(c *console.Console, e *project.SecretError) *console.Failure {
	return console.NewFailure(console.ExitRefused, c.Say("set.secret", e.Question), c.Say("set.secretHint", e.File, strings.ToUpper(e.Question)))
}
