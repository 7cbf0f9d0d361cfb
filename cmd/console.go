package cmd

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// lookup finds a variable of the environment, as os.LookupEnv does.
type lookup func(name string) (value string, ok bool)

// A console is all that a command may speak with: the three streams, the
// environment, and the words of the user's language.
type console struct {
	in       *os.File
	out      *results  // results: what a script reads
	err      io.Writer // progress, warnings and errors: what a person reads
	lookup   lookup
	language language
	words    words
	outStyle style
	errStyle style
	asks     bool // whether there is a person to ask: a terminal that can draw
	watched  bool // whether a person reads err: it is a terminal

	wantsJSON bool // whether the results are to be one JSON object
	hasJSON   bool // whether they have it
}

func newConsole(in, out, err *os.File, lookup lookup, spoken language) *console {
	return &console{
		in:       in,
		out:      &results{to: out},
		err:      err,
		lookup:   lookup,
		language: spoken,
		words:    wordsOf(spoken),
		outStyle: styleOf(out, lookup),
		errStyle: styleOf(err, lookup),
		watched:  isTerminal(err),
		asks:     isTerminal(in) && isTerminal(err) && !dumb(lookup),
	}
}

// printf writes to the results.
func (c *console) printf(format string, args ...any) { fmt.Fprintf(c.out, format, args...) }

// warn tells a person of something that did not stop the command.
func (c *console) warn(say, hint string) {
	fmt.Fprintf(c.err, "%s %s\n", c.errStyle.yellow("!"), say)
	if hint != "" {
		fmt.Fprintf(c.err, "  %s%s\n", c.errStyle.dim(c.say("hint")), hint)
	}
}

// fail tells a person why the command stopped and what to do next.
func (c *console) fail(say, hint string) {
	fmt.Fprintf(c.err, "%s %s\n", c.errStyle.red("mlvb:"), say)
	if hint != "" {
		fmt.Fprintf(c.err, "%s%s\n", c.errStyle.dim(c.say("hint")), hint)
	}
}

// results is the standard output. It keeps its first error, so that a full
// disk behind a redirection is no success.
type results struct {
	to  io.Writer
	err error
}

func (r *results) Write(p []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.to.Write(p)
	r.err = err
	return n, err
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

func dumb(lookup lookup) bool {
	kind, _ := lookup("TERM")
	return kind == "dumb"
}
