package cmd

import "os"

// A style colours what is written to one stream, or leaves it plain. No
// meaning hangs on a colour: every mark reads without it.
type style bool

// styleOf colours only what a person sees on a terminal, and never against
// NO_COLOR (https://no-color.org) or a dumb terminal.
func styleOf(f *os.File, lookup lookup) style {
	never, _ := lookup("NO_COLOR")
	return style(never == "" && !dumb(lookup) && isTerminal(f) && drawsColours(f))
}

func (s style) bold(text string) string   { return s.sgr("1", text) }
func (s style) dim(text string) string    { return s.sgr("2", text) }
func (s style) red(text string) string    { return s.sgr("31", text) }
func (s style) green(text string) string  { return s.sgr("32", text) }
func (s style) yellow(text string) string { return s.sgr("33", text) }

// sgr wraps the text in a Select Graphic Rendition sequence of ECMA-48.
func (s style) sgr(code, text string) string {
	if !s {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
