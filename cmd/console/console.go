// Package console is what a command speaks with: the three streams and their
// colours, the words of the user's language, lists and pages of help, JSON for
// programs, failures and their exit codes. It knows no command and no engine.
package console

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"mlvb/cmd/words"
)

// Lookup finds a variable of the environment, as os.LookupEnv does.
type Lookup func(name string) (value string, ok bool)

// A Console is all that a command may speak with: the three streams, the
// environment, and the words of the user's language.
type Console struct {
	words.Words
	In       *os.File
	Out      *Results  // what a script reads
	Err      io.Writer // progress, warnings and errors: what a person reads
	Terminal *os.File  // the same, for what draws by itself
	Lookup   Lookup
	Language words.Language
	OutStyle Style
	ErrStyle Style
	Asks     bool // whether there is a person to ask: a terminal that can draw
	Watched  bool // whether a person reads Err: it is a terminal

	WantsJSON bool // whether the results are to be one JSON object
	JSONLines bool // whether they are to be one in each line, for a command that goes on
	hasJSON   bool // whether they have it
	warned    []Warning

	Done bool // whether something was changed: that holds, even if it can't be told
}

// New returns the console of a process.
func New(in, out, err *os.File, lookup Lookup, language words.Language) *Console {
	c := Plain(out, err, language)
	c.In, c.Terminal = in, err
	c.Lookup = lookup
	c.OutStyle, c.ErrStyle = styleOf(out, lookup), styleOf(err, lookup)
	c.Out = &Results{to: screen{out, c.OutStyle}}
	if !isTerminal(out) {
		c.Out.raw = out
	}
	c.Err = screen{err, c.ErrStyle}
	c.Watched = isTerminal(err)
	c.Asks = isTerminal(in) && isTerminal(err) && !dumb(lookup)
	return c
}

// Plain returns a console without terminal, input and environment.
func Plain(out, err io.Writer, language words.Language) *Console {
	return &Console{
		Words:    words.In(language),
		Out:      &Results{to: screen{to: out}, raw: out},
		Err:      screen{to: err},
		Lookup:   func(string) (string, bool) { return "", false },
		Language: language,
	}
}

// Printf writes to the results.
func (c *Console) Printf(format string, args ...any) { fmt.Fprintf(c.Out, format, args...) }

// A Warning is of something that did not stop the command, in the user's
// language.
type Warning struct {
	Question string `json:"question,omitempty"` // of the template that it is about
	Say      string `json:"say"`
	Hint     string `json:"hint,omitempty"`
}

// Warned lists the warnings up to now, for results as JSON.
func (c *Console) Warned() []Warning { return append([]Warning{}, c.warned...) }

// Warn tells a person of something that did not stop the command.
func (c *Console) Warn(say, hint string) {
	c.warned = append(c.warned, Warning{Say: say, Hint: hint})
	fmt.Fprintf(c.Err, "%s %s\n", c.ErrStyle.Yellow("!"), say)
	if hint != "" {
		fmt.Fprintf(c.Err, "  %s%s\n", c.ErrStyle.Dim(c.Say("hint")), hint)
	}
}

// Results is the standard output. It keeps its first error, so that a full
// disk behind a redirection is no success.
type Results struct {
	to  io.Writer // shows control characters harmlessly
	raw io.Writer // does not; nil on a terminal
	err error
}

// Write writes, unless that failed before.
func (r *Results) Write(p []byte) (int, error) { return r.writeTo(r.to, p) }

// WriteRaw writes a text as it is, for a program to read. On a terminal it is
// Write.
func (r *Results) WriteRaw(text string) {
	to := r.raw
	if to == nil {
		to = r.to
	}
	_, _ = r.writeTo(to, []byte(text)) // Lost tells
}

func (r *Results) writeTo(to io.Writer, p []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err := to.Write(p)
	r.err = err
	return n, err
}

// Lost is why results could not be written; nil where all of them were.
func (r *Results) Lost() error { return r.err }

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

func dumb(lookup Lookup) bool {
	kind, _ := lookup("TERM")
	return kind == "dumb"
}
