package template

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"text/template"
	"text/template/parse"

	"mlvb/generator/files"
)

// What the actions of one rendering may use. A template of somebody else's must
// neither run for ever nor take all memory; real ones stay far below.
const (
	maxActions = 10_000    // in one file: the parser goes a level deeper for each
	maxPasses  = 2_000_000 // of loops and calls of defined templates
	maxResults = 256 << 20 // bytes that functions returned
)

var (
	errTooLong = errors.New("the actions make more than two million passes of loops and calls")
	errTooMuch = errors.New("the actions make more text than 256 MiB")
)

// budget counts what the actions of one rendering use. Files are rendered side
// by side.
type budget struct {
	ctx     context.Context // the end of which ends the rendering
	passes  atomic.Int64
	results atomic.Int64
}

// pass is called at the beginning of each pass of a loop, and of each call of a
// template.
func (b *budget) pass() (string, error) {
	if b.passes.Add(1) > maxPasses {
		return "", errTooLong
	}
	return "", b.ctx.Err()
}

// spend allows for a result of so many bytes before it is made.
func (b *budget) spend(bytes int) error {
	if bytes > files.MaxFile {
		return errTooLarge
	}
	if b.results.Add(int64(bytes)) > maxResults {
		return errTooMuch
	}
	return nil
}

// passFunc is the name of [budget.pass] in the actions that are added to a text.
const passFunc = "_pass"

// countPasses adds a call of passFunc to every loop and every defined template.
func countPasses(t *template.Template) error {
	call, err := template.New("").Funcs(template.FuncMap{passFunc: func() string { return "" }}).Parse("{{" + passFunc + "}}")
	if err != nil {
		return err
	}
	add := func(list *parse.ListNode) {
		list.Nodes = append([]parse.Node{call.Root.Nodes[0].Copy()}, list.Nodes...)
	}
	visitNodes(t, func(n parse.Node) {
		if loop, ok := n.(*parse.RangeNode); ok {
			add(loop.List)
		}
	})
	for _, defined := range t.Templates() {
		if defined.Tree != nil {
			add(defined.Root)
		}
	}
	return nil
}

// bounded are the functions of text/template that make text, and replace, with
// the same results, within the budget.
func (b *budget) bounded(funcs template.FuncMap) template.FuncMap {
	bounded := template.FuncMap{passFunc: b.pass}
	for name, f := range funcs {
		bounded[name] = f
	}
	bounded["print"] = func(args ...any) (string, error) { return b.text(args, fmt.Sprint) }
	bounded["println"] = func(args ...any) (string, error) { return b.text(args, fmt.Sprintln) }
	bounded["html"] = func(args ...any) (string, error) { return b.text(args, template.HTMLEscaper) }
	bounded["js"] = func(args ...any) (string, error) { return b.text(args, template.JSEscaper) }
	bounded["urlquery"] = func(args ...any) (string, error) { return b.text(args, template.URLQueryEscaper) }
	bounded["printf"] = b.printf
	bounded["replace"] = func(old, now, text string) (string, error) {
		if err := b.spend(len(text) + strings.Count(text, old)*len(now)); err != nil {
			return "", err
		}
		return strings.ReplaceAll(text, old, now), nil
	}
	for _, name := range []string{"lower", "upper"} {
		change := funcs[name].(func(string) string)
		bounded[name] = func(text string) (string, error) { return change(text), b.spend(3 * len(text)) }
	}
	quote := funcs["toRawJson"].(func(any) string)
	bounded["toRawJson"] = func(value any) (string, error) {
		return b.text([]any{value}, func(...any) string { return quote(value) })
	}
	return bounded
}

// text makes a text of arguments, each byte of which becomes six at most.
func (b *budget) text(args []any, write func(...any) string) (string, error) {
	if err := b.spend(6 * size(args)); err != nil {
		return "", err
	}
	return write(args...), nil
}

// printf refuses widths: a few characters would make a megabyte of blanks.
func (b *budget) printf(format string, args ...any) (string, error) {
	if regexp.MustCompile(`%[^%a-zA-Z]*([0-9]{4}|\*)`).MatchString(format) {
		return "", fmt.Errorf("printf takes no width of more than three digits: %q", format)
	}
	if err := b.spend(len(format) + strings.Count(format, "%")*(1000+6*size(args))); err != nil {
		return "", err
	}
	return fmt.Sprintf(format, args...), nil
}

// size is the length of the texts among values.
func size(values []any) int {
	total := 0
	for _, value := range values {
		switch value := value.(type) {
		case string:
			total += len(value)
		case map[string]any:
			for name, member := range value {
				total += len(name) + size([]any{member})
			}
		default:
			total += 32
		}
	}
	return total
}
