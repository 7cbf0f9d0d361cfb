package console

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// LineWidth is how many terminal cells a line of help may take.
const LineWidth = 80

// Chinese punctuation that no line may begin with, or end with.
const (
	closing = "，。、；：？！）」』》】”’…"
	opening = "（「『《【“‘"
)

// reflow makes one line of each paragraph, for Wrap to break anew. A paragraph
// ends at an empty line; Chinese is joined without a space.
func reflow(text string) string {
	var b strings.Builder
	last := ' '
	for i, line := range strings.Split(text, "\n") {
		switch first, _ := utf8.DecodeRuneInString(line); {
		case i == 0:
		case line == "":
			b.WriteString("\n")
			last = ' '
		case last == ' ':
			b.WriteString("\n")
		case !isWide(last) || !isWide(first) && !strings.ContainsRune(closing, last):
			b.WriteString(" ")
		}
		b.WriteString(line)
		if line != "" {
			last, _ = utf8.DecodeLastRuneInString(line)
		}
	}
	return b.String()
}

// Wrap breaks each line of a text into lines of at most that many cells: at
// spaces, and between Chinese characters.
func Wrap(text string, width int) []string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		at, filled := "", 0
		for _, piece := range pieces(line) {
			if need := ansi.StringWidth(strings.TrimRight(piece, " ")); filled > 0 && filled+need > width {
				lines, at, filled = append(lines, strings.TrimRight(at, " ")), "", 0
			}
			at += piece
			filled += ansi.StringWidth(piece)
		}
		lines = append(lines, strings.TrimRight(at, " "))
	}
	return lines
}

// pieces cuts a line where it may be broken.
func pieces(line string) []string {
	var list []string
	start, last := 0, rune(0)
	for i, r := range line {
		if i > 0 && breaks(last, r) {
			list, start = append(list, line[start:i]), i
		}
		last = r
	}
	return append(list, line[start:])
}

func breaks(before, after rune) bool {
	switch {
	case strings.ContainsRune(opening, before), strings.ContainsRune(closing, after), after == ' ':
		return false
	default:
		return before == ' ' || isWide(before) || isWide(after)
	}
}

func isWide(r rune) bool { return ansi.StringWidth(string(r)) == 2 }
