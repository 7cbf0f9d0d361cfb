package console

import "os"

// A Style colours what is written to one stream, or leaves it plain. No
// meaning hangs on a colour: every mark reads without it.
type Style bool

// styleOf colours only what a person sees on a terminal, and never against
// NO_COLOR (https://no-color.org) or a dumb terminal.
func styleOf(f *os.File, lookup Lookup) Style {
	never, _ := lookup("NO_COLOR")
	return Style(never == "" && !dumb(lookup) && isTerminal(f) && drawsColours(f))
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
	if !s {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
