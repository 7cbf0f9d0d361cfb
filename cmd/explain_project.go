package cmd

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"

	"mlvb/generator/project"
	"mlvb/generator/syntax"
)

// explainProject words why a command can't work on a project.
func (c *console) explainProject(e *project.Error) *failure {
	at := relative(filepath.Join(e.Dir, filepath.FromSlash(e.Path)))
	dir := shownFolder(e.Dir)
	about := []any{dir}
	reason := string(e.Reason)
	switch e.Reason {
	case project.Broken, project.Taken, project.BaseLost, project.NotOfTemplate:
		about = []any{at}
	case project.BadJSON:
		about = []any{at}
	case project.BadRoot:
		about = []any{at, e.Version}
	case project.NotAMiniProgram:
		about = []any{dir, e.Path}
	case project.MadeByNewer, project.OtherTemplate, project.OtherVersion:
		if e.Version == "" { // only a record that can't be read tells none
			reason = "newer-record"
			break
		}
		about = []any{dir, e.Version}
	case project.MarkersLeft, project.ChangedSince:
		about = []any{strings.Join(inFolder(e.Dir, e.Paths), c.say("comma"))}
	}
	say := c.say("project."+reason, about...) + c.because(e.Err)
	return &failure{projectCode(e.Reason), say, c.projectHint(e, reason)}
}

// projectCode is the exit code for a reason.
func projectCode(reason project.Reason) int {
	switch reason {
	case project.NotOfTemplate:
		return exitRefused
	case project.MarkersLeft:
		return exitConflicts
	default:
		return exitFailed
	}
}

// projectHint is the way out.
func (c *console) projectHint(e *project.Error, reason string) string {
	if e.Reason == project.BaseLost {
		return c.say("project.base-lost.hint", gitIn(e.Dir, "checkout -- .mlvb"))
	}
	var record *syntax.Error
	if errors.As(e.Err, &record) && record.Markers {
		return c.say("project.markersHint", gitIn(e.Dir, "checkout --ours -- .mlvb"))
	}
	if dir, ok := recordInGit(e.Dir); e.Reason == project.NotAProject && ok {
		return c.say("project.gitHint", gitIn(dir, "checkout -- .mlvb"))
	}
	return c.say("project." + reason + ".hint")
}

// recordInGit is the folder, this one or one around it, whose record git has
// and the disk does not.
func recordInGit(dir string) (string, bool) {
	at, err := filepath.Abs(dir)
	for err == nil {
		if project.BaseInGit(at) {
			return relative(at), true
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
func (c *console) causeInRecord(e *syntax.Error) string {
	why := e.Say.In(string(c.language))
	if why == "" && c.language != chinese {
		why = e.Msg
	}
	switch at := c.say("cause.json", e.Line, e.Column); {
	case e.Line == 0:
		return cmp.Or(why, e.Msg)
	case e.Column == 0:
		return c.say("cause.line", e.Line) + c.say("colon") + why
	case why == "":
		return at
	default:
		return at + c.say("colon") + why
	}
}

// gitIn is a git command to copy that works in a folder.
func gitIn(dir, command string) string {
	if dir == "." {
		return "git " + command
	}
	return "git -C " + quoted(dir) + " " + command
}

// because adds the cause to a sentence, if there is one.
func (c *console) because(err error) string {
	if err == nil {
		return ""
	}
	return c.say("colon") + c.cause(err)
}

func inFolder(dir string, paths []string) []string {
	places := make([]string, len(paths))
	for i, path := range paths {
		places[i] = relative(filepath.Join(dir, filepath.FromSlash(path)))
	}
	return places
}

// explainSecret says where a secret belongs that was about to be recorded.
func (c *console) explainSecret(e *project.SecretError) *failure {
	return &failure{exitRefused, c.say("set.secret", e.Question), c.say("set.secretHint", e.File, strings.ToUpper(e.Question))}
}
