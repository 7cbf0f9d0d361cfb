package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"mlvb/cmd/console"
	"mlvb/generator/host"
	"mlvb/generator/merge"
	"mlvb/generator/project"
	"mlvb/generator/syntax"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
)

// explain words an error of the engine in the user's language.
func explain(c *console.Console, err error) *console.Failure {
	var (
		said    *console.Failure
		answer  *template.AnswerError
		missing *template.MissingError
		unknown *template.UnknownError
		syntax  *syntax.Error
		target  *project.TargetError
		fault   *project.Error
		secret  *project.SecretError
		place   *wechat.PlaceError
		root    *host.RootError
	)
	switch {
	case errors.As(err, &said):
		return said
	case errors.As(err, &fault):
		return explainProject(c, fault)
	case errors.As(err, &answer):
		return explainAnswer(c, answer)
	case errors.As(err, &missing):
		return explainMissing(c, missing.Question)
	case errors.As(err, &unknown):
		hint := didYouMean(c, unknown.Name, unknown.Known, "")
		return console.NewFailure(console.ExitRefused, c.Say("unknown."+unknown.What, unknown.Name), hint)
	case errors.As(err, &syntax):
		return console.NewFailure(console.ExitRefused, syntax.In(string(c.Language)), "")
	case errors.As(err, &target):
		return explainTarget(c, target)
	case errors.As(err, &secret):
		return explainSecret(c, secret)
	case errors.As(err, &place):
		return explainPlace(c, place)
	case errors.As(err, &root):
		return explainRoot(c, root)
	default:
		return console.NewFailure(console.ExitFailed, err.Error(), "")
	}
}

// explainer is explain for a console.
func explainer(c *console.Console) func(error) *console.Failure {
	return func(err error) *console.Failure { return explain(c, err) }
}

// explainUnwritten words what the system has against the project's folder,
// without the name of the file inside that it happened to.
func explainUnwritten(c *console.Console, dir string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	var target *project.TargetError
	if errors.As(err, &target) || !errors.As(err, &path) && !errors.As(err, &link) {
		return err
	}
	target = &project.TargetError{Reason: project.TargetNotWritable, Dir: dir, Err: err}
	return explainTarget(c, target)
}

func explainAnswer(c *console.Console, e *template.AnswerError) *console.Failure {
	return console.NewFailure(console.ExitRefused, answerSays(c, e.Question, e.Value, e.Say), e.Hint.In(string(c.Language)))
}

// answerSays is what the template has to say of an answer. A secret one has
// no value to show.
func answerSays(c *console.Console, question string, value any, say syntax.Text) string {
	if value == nil {
		return c.Say("answer.secret", question, say.In(string(c.Language)))
	}
	return c.Say("answer.refused", question, quoteValue(value), say.In(string(c.Language)))
}

// explainMissing names the question, and what answers it.
func explainMissing(c *console.Console, q template.Question) *console.Failure {
	hint := howToAnswer(c, q)
	if rule := q.Hint.In(string(c.Language)); rule != "" {
		hint += c.Say("colon") + rule
	}
	return console.NewFailure(console.ExitRefused, c.Say("answer.missing", q.Name, q.Prompt.In(string(c.Language))), hint)
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

func explainTarget(c *console.Console, e *project.TargetError) *console.Failure {
	path := shownFolder(filepath.Join(e.Dir, filepath.FromSlash(e.Path)))
	say, hint := "", c.Say("target."+string(e.Reason)+".hint")
	switch {
	case e.Reason == project.TargetNotEmpty:
		say = c.Say("target.not-empty", shownFolder(e.Dir), e.Path)
	case e.Reason == project.TargetIsProject:
		say = c.Say("target.is-project", shownFolder(e.Dir))
	case e.Err != nil:
		say = c.Say("target."+string(e.Reason), path) + c.Say("colon") + cause(c, e.Err)
	default:
		say = c.Say("target."+string(e.Reason), path)
	}
	return console.NewFailure(console.ExitFailed, say, hint)
}

// cause says why the system refused a file, without the path that the
// sentence around it has already.
func cause(c *console.Console, err error) string {
	var (
		path    *fs.PathError
		link    *os.LinkError
		markers *merge.MarkerError
		foreign *merge.ForeignMarkersError
		fault   *merge.SyntaxError
		record  *syntax.Error
	)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return c.Say("cause.absent")
	case errors.Is(err, fs.ErrPermission):
		return c.Say("cause.denied")
	case errors.Is(err, syscall.EISDIR):
		return c.Say("cause.isFolder")
	case errors.Is(err, syscall.ENOSPC):
		return c.Say("cause.full")
	case errors.As(err, &foreign):
		return c.Say("cause.foreign", foreign.First, foreign.Ours, foreign.Theirs)
	case errors.As(err, &markers):
		return c.Say("cause.markers", markers.Line)
	case errors.As(err, &fault):
		return c.Say("cause.json", fault.Line, fault.Column)
	case errors.As(err, &record):
		return causeInRecord(c, record)
	case errors.As(err, &path):
		return path.Err.Error()
	case errors.As(err, &link):
		return link.Err.Error()
	default:
		return err.Error()
	}
}
