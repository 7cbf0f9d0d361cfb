package npm

import (
	"encoding/json"
	"strings"
)

// parseINI reads a file of npm's settings. Keys of sections are none of npm's
// and are left out; what a list has (key[] = value) is joined by line breaks.
func parseINI(text string) map[string]string {
	found := map[string]string{}
	lines := strings.FieldsFunc(strings.TrimPrefix(text, "\ufeff"), func(r rune) bool { return r == '\n' || r == '\r' })
	for _, line := range lines {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == ';' || line[0] == '#':
			continue
		case line[0] == '[':
			return found
		}
		name, value, given := strings.Cut(line, "=")
		key, list := strings.CutSuffix(unquote(name), "[]")
		value = unquote(value)
		if !given {
			value = "true"
		}
		if earlier, ok := found[key]; list && ok {
			value = earlier + "\n" + value
		}
		found[key] = value
	}
	return found
}

// unquote reads a key or a value: JSON in double quotes, anything in single
// ones, else up to a comment, where a backslash keeps what would begin one.
func unquote(text string) string {
	text = strings.TrimSpace(text)
	if quoted(text, '\'') {
		text = text[1 : len(text)-1]
	} else if !quoted(text, '"') {
		return uncomment(text)
	}
	var value string
	if json.Unmarshal([]byte(text), &value) == nil {
		return value
	}
	return text
}

func quoted(text string, quote byte) bool {
	return len(text) > 1 && text[0] == quote && text[len(text)-1] == quote
}

func uncomment(text string) string {
	var kept strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == ';' || c == '#' {
			break
		}
		if c == '\\' && i+1 < len(text) && strings.IndexByte(`\;#`, text[i+1]) >= 0 {
			i++
			c = text[i]
		}
		kept.WriteByte(c)
	}
	return strings.TrimSpace(kept.String())
}
