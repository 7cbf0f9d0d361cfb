package console

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A screen writes text so that nothing in it is obeyed by a terminal: titles,
// news, names of files and answers come from others. Only the colours of its
// own style get through.
type screen struct {
	to    io.Writer
	style Style
}

// Write writes the text with its control characters as escapes.
func (s screen) Write(p []byte) (int, error) {
	if _, err := io.WriteString(s.to, s.harmless(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (s screen) harmless(text string) string {
	if plain(text) {
		return text
	}
	var b strings.Builder
	for len(text) > 0 {
		if code, rest, ok := s.style.cut(text); ok {
			b.WriteString("\x1b[" + code + "m")
			text = rest
			continue
		}
		r, size := utf8.DecodeRuneInString(text)
		b.WriteString(visible(r, text[:size]))
		text = text[size:]
	}
	return b.String()
}

// plain reports whether a text is printable ASCII, as most of it is.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' || c > '~' {
			return false
		}
	}
	return true
}

// Visible is the text with its control characters, and with those that turn the
// order of others around, as escapes. Line breaks and tabs stay. The escapes of
// all that JSON does not escape by itself are those of JSON.
func Visible(text string) string { return screen{}.harmless(text) }

// OneLine is [Visible] for a name, which may hold line breaks.
func OneLine(name string) string { return strings.ReplaceAll(Visible(name), "\n", `\n`) }

// visible shows a character, of which these are the bytes.
func visible(r rune, bytes string) string {
	switch {
	case r == utf8.RuneError && len(bytes) == 1:
		return fmt.Sprintf(`\x%02x`, bytes[0]) // no character at all
	case r == '\n' || r == '\t':
		return bytes
	case r < ' ':
		return strings.Trim(strconv.QuoteRune(r), "'")
	case r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return fmt.Sprintf(`\u%04x`, r)
	default:
		return bytes
	}
}
