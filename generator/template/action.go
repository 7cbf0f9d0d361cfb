package template

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"text/template"
	"unicode/utf8"

	"mlvb/generator/files"
	"mlvb/generator/syntax"
)

// The delimiters of actions in every file of a template. WXML owns {{ }}.
const (
	leftDelim  = "<%"
	rightDelim = "%>"
)

// actions parses and runs the actions in texts, within the bounds of one
// rendering.
type actions struct{ funcs template.FuncMap }

// newActions makes what one rendering needs. The end of the context ends it.
func newActions(ctx context.Context) actions {
	b := &budget{ctx: ctx}
	return actions{b.bounded(templateFuncs())}
}

// render runs the actions in a text. The name is that of the file for errors,
// which are of type [*syntax.Error].
func (a actions) render(name, text string, data map[string]any) ([]byte, error) {
	t, err := a.parse(name, text)
	if err != nil {
		return nil, err
	}
	if err := countPasses(t); err != nil {
		return nil, err
	}
	return run(t, name, text, data)
}

func (a actions) parse(name, text string) (*template.Template, error) {
	if strings.Count(text, leftDelim) > maxActions {
		return nil, &syntax.Error{File: name, Msg: fmt.Sprintf("more than %d actions", maxActions)}
	}
	t, err := parseText(name, text, a.funcs)
	if err == nil {
		return t, nil
	}
	line, msg := parseFault(name, err)
	return nil, &syntax.Error{File: name, Line: line, Column: faultColumn(name, text, line, err, a.funcs), Msg: msg}
}

func parseText(name, text string, funcs template.FuncMap) (*template.Template, error) {
	return template.New(name).Delims(leftDelim, rightDelim).Option("missingkey=error").Funcs(funcs).Parse(text)
}

// parseFault takes the error of a parse apart: `template: NAME:LINE: MESSAGE`.
func parseFault(name string, err error) (line int, msg string) {
	rest := strings.TrimPrefix(err.Error(), "template: "+name+":")
	number, msg, _ := strings.Cut(rest, ": ")
	line, convErr := strconv.Atoi(number)
	if convErr != nil {
		return 0, err.Error()
	}
	if started, ok := strings.CutPrefix(msg, "unclosed action started at "+name+":"); ok {
		if number, convErr := strconv.Atoi(started); convErr == nil {
			return number, "unclosed action"
		}
	}
	return line, msg
}

// faultColumn finds the action that a parse error on a line is about, since
// text/template tells the line only: the first action on that line with which
// a text that ends there fails in the same way.
func faultColumn(name, text string, line int, fault error, funcs template.FuncMap) int {
	start := 0
	for range line - 1 {
		start += strings.IndexByte(text[start:], '\n') + 1
	}
	length := strings.IndexByte(text[start:]+"\n", '\n')
	for at := start; ; {
		next := strings.Index(text[at:start+length], leftDelim)
		if next < 0 {
			break
		}
		at += next
		end := strings.Index(text[at:], rightDelim)
		if end < 0 {
			return column(text, start, at)
		}
		end += at + len(rightDelim)
		if _, err := parseText(name, text[:end], funcs); err != nil && err.Error() == fault.Error() {
			return column(text, start, at)
		}
		at += len(leftDelim)
	}
	return 1
}

// column counts characters, from 1.
func column(text string, lineStart, at int) int {
	return utf8.RuneCountInString(text[lineStart:at]) + 1
}

// run executes a parsed text.
func run(t *template.Template, name, text string, data map[string]any) ([]byte, error) {
	out := limitedBuffer{limit: files.MaxFile}
	out.Grow(len(text) + len(text)/8)
	if err := t.Execute(&out, data); err != nil {
		return nil, runFault(name, text, err)
	}
	return out.Bytes(), nil
}

// runFault takes the error of a run apart:
// `template: NAME:LINE:BYTE: executing "NAME" at <EXPR>: MESSAGE`.
func runFault(name, text string, err error) error {
	for _, known := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return known
		}
	}
	for _, known := range []error{errTooLarge, errTooLong, errTooMuch} {
		if errors.Is(err, known) {
			return &syntax.Error{File: name, Msg: known.Error()}
		}
	}
	form := regexp.MustCompile(`^(?s)template: .*?:(\d+):(\d+): executing ".*" at <(.*?)>: (.*)$`)
	part := form.FindStringSubmatch(err.Error())
	if part == nil {
		return &syntax.Error{File: name, Msg: err.Error()}
	}
	fault := &syntax.Error{File: name, Msg: fmt.Sprintf("<%s>: %s", part[3], part[4])}
	fault.Line, _ = strconv.Atoi(part[1])
	bytesBefore, _ := strconv.Atoi(part[2])
	fault.Column = characters(text, fault.Line, bytesBefore) + 1
	if key, ok := strings.CutPrefix(part[4], "map has no entry for key "); ok {
		fault.Msg = fmt.Sprintf("no question is called %s: a template sees answers that are not secret, %s and %s",
			key, BuiltinName, builtinFolder)
	}
	return fault
}

// characters counts those in the first n bytes of a line.
func characters(text string, line, n int) int {
	for range line - 1 {
		_, text, _ = strings.Cut(text, "\n")
	}
	return utf8.RuneCountInString(text[:min(n, len(text))])
}

var errTooLarge = errors.New("would be larger than 16 MiB")

// limitedBuffer refuses to grow beyond a limit.
type limitedBuffer struct {
	bytes.Buffer
	limit int
}

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.limit {
		return 0, errTooLarge
	}
	return b.Buffer.Write(p)
}
