package merge

import (
	"bytes"
	"strings"
)

// ends returns what makes a text of lines; three triples in four are plain.
func (g generator) ends() func([]string) []byte {
	if !g.chance(4) {
		return func(lines []string) []byte { return joinLines(lines, func() string { return lf }) }
	}
	return func(lines []string) []byte {
		pick := []func() string{
			func() string { return lf },
			func() string { return crlf },
			func() string { return []string{lf, crlf}[g.IntN(2)] },
		}[g.IntN(3)]
		text := joinLines(lines, pick)
		if g.chance(2) {
			text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte(lf)), []byte("\r"))
		}
		if g.chance(5) {
			text = append([]byte(bom), text...)
		}
		return text
	}
}

func joinLines(lines []string, end func() string) []byte {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l)
		b.WriteString(end())
	}
	return []byte(b.String())
}

// plain returns a text without what Text merges apart from the lines: no byte
// order mark, LF only, a newline at the end.
func plain(text []byte) []byte {
	return joinLines(plainLines(text), func() string { return lf })
}

func plainLines(text []byte) []string {
	var lines []string
	for _, l := range parse(text).lines {
		lines = append(lines, string(l.text))
	}
	return lines
}
