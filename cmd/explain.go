package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"mlvb/generator/merge"
	"mlvb/generator/project"
	"mlvb/generator/syntax"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
)

// explain words an error of the engine in the user's language.
func (c *console) explain(err error) *failure {
	var (
		said    *failure
		answer  *template.AnswerError
		missing *template.MissingError
		unknown *template.UnknownError
		syntax  *syntax.Error
		target  *project.TargetError
		fault   *project.Error
		secret  *project.SecretError
		place   *wechat.PlaceError
	)
	switch {
	case errors.As(err, &said):
		return said
	case errors.As(err, &fault):
		return c.explainProject(fault)
	case errors.As(err, &answer):
		return c.explainAnswer(answer)
	case errors.As(err, &missing):
		return c.explainMissing(missing.Question)
	case errors.As(err, &unknown):
		hint := c.didYouMean(unknown.Name, unknown.Known, "")
		return &failure{exitRefused, c.say("unknown."+unknown.What, unknown.Name), hint}
	case errors.As(err, &syntax):
		return &failure{exitRefused, syntax.In(string(c.language)), ""}
	case errors.As(err, &target):
		return c.explainTarget(target)
	case errors.As(err, &secret):
		return c.explainSecret(secret)
	case errors.As(err, &place):
		return c.explainPlace(place)
	default:
		return &failure{exitFailed, err.Error(), ""}
	}
}

// explainUnwritten words what the system has against the project's folder,
// without the name of the file inside that it happened to.
func (c *console) explainUnwritten(dir string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	var target *project.TargetError
	if errors.As(err, &target) || !errors.As(err, &path) && !errors.As(err, &link) {
		return err
	}
	target = &project.TargetError{Reason: project.TargetNotWritable, Dir: dir, Err: err}
	return c.explainTarget(target)
}

func (c *console) explainAnswer(e *template.AnswerError) *failure {
	return &failure{exitRefused, c.answerSays(e.Question, e.Value, e.Say), e.Hint.In(string(c.language))}
}

// answerSays is what the template has to say of an answer. A secret one has
// no value to show.
func (c *console) answerSays(question string, value any, say syntax.Text) string {
	if value == nil {
		return c.say("answer.secret", question, say.In(string(c.language)))
	}
	return c.say("answer.refused", question, quoteValue(value), say.In(string(c.language)))
}

// explainMissing names the question, and what answers it.
func (c *console) explainMissing(q template.Question) *failure {
	hint := howToAnswer(c, q)
	if rule := q.Hint.In(string(c.language)); rule != "" {
		hint += c.say("colon") + rule
	}
	return &failure{exitRefused, c.say("answer.missing", q.Name, q.Prompt.In(string(c.language))), hint}
}

// quoteValue shows an answer as it was given, but never a whole file of it.
func quoteValue(value any) string {
	text, isText := value.(string)
	if !isText {
		return fmt.Sprint(value)
	}
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:60]) + "…"
	}
	return fmt.Sprintf("%q", text)
}

func (c *console) explainTarget(e *project.TargetError) *failure {
	path := shownFolder(filepath.Join(e.Dir, filepath.FromSlash(e.Path)))
	say, hint := "", c.say("target."+string(e.Reason)+".hint")
	switch {
	case e.Reason == project.TargetNotEmpty:
		say = c.say("target.not-empty", shownFolder(e.Dir), e.Path)
	case e.Reason == project.TargetIsProject:
		say = c.say("target.is-project", shownFolder(e.Dir))
	case e.Err != nil:
		say = c.say("target."+string(e.Reason), path) + c.say("colon") + c.cause(e.Err)
	default:
		say = c.say("target."+string(e.Reason), path)
	}
	return &failure{exitFailed, say, hint}
}

// cause says why the system refused a file, without the path that the
// sentence around it has already.
func (c *console) cause(err error) string {
	var (
		path    *fs.PathError
		link    *os.LinkError
		markers *merge.MarkerError
		fault   *merge.SyntaxError
		record  *syntax.Error
	)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return c.say("cause.absent")
	case errors.Is(err, fs.ErrPermission):
		return c.say("cause.denied")
	case errors.Is(err, syscall.EISDIR):
		return c.say("cause.isFolder")
	case errors.Is(err, syscall.ENOSPC):
		return c.say("cause.full")
	case errors.As(err, &markers):
		return c.say("cause.markers", markers.Line)
	case errors.As(err, &fault):
		return c.say("cause.json", fault.Line, fault.Column)
	case errors.As(err, &record):
		return c.causeInRecord(record)
	case errors.As(err, &path):
		return path.Err.Error()
	case errors.As(err, &link):
		return link.Err.Error()
	default:
		return err.Error()
	}
}
