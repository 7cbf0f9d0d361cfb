package console

import (
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
)

// A Style colours what is written to one stream, or leaves it plain where it is
// empty. No meaning hangs on a colour: every mark reads without it.
//
// It is a number that nobody can guess, and stands in each sequence that the
// style makes: by that the stream tells them from those in texts of others.
type Style string

func newStyle() Style { return Style(strconv.FormatUint(rand.Uint64(), 10)) }

// styleOf colours only what a person sees on a terminal, and never against
// NO_COLOR (https://no-color.org) or a dumb terminal.
func styleOf(f *os.File, lookup Lookup) Style {
	never, _ := lookup("NO_COLOR")
	if never != "" || dumb(lookup) || !isTerminal(f) || !drawsColours(f) {
		return ""
	}
	return newStyle()
}

// Bold is the text in that style.
func (s Style) Bold(text string) string { return s.SGR("1", text) }

// Dim is the text in that style.
func (s Style) Dim(text string) string { return s.SGR("2", text) }

// Red is the text in that style.
func (s Style) Red(text string) string { return s.SGR("31", text) }

// Green is the text in that style.
func (s Style) Green(text string) string { return s.SGR("32", text) }

// Yellow is the text in that style.
func (s Style) Yellow(text string) string { return s.SGR("33", text) }

// SGR wraps the text in a Select Graphic Rendition sequence of ECMA-48.
func (s Style) SGR(code, text string) string {
	if s == "" {
		return text
	}
	return "\x1b[" + code + ";" + string(s) + "m" + text + "\x1b[0;" + string(s) + "m"
}

// cut takes a sequence of this style off the beginning of a text.
func (s Style) cut(text string) (code, rest string, ok bool) {
	after, ok := strings.CutPrefix(text, "\x1b[")
	if s == "" || !ok {
		return "", text, false
	}
	code, rest, ok = strings.Cut(after, ";"+string(s)+"m")
	return code, rest, ok && strings.Trim(code, "0123456789;") == ""
}
