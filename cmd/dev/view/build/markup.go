package build

import "strings"

// A tag is a start or an end tag of WXML. The offsets are those in the text.
type tag struct {
	name       string
	start, end int // from the < to behind the >
	closing    bool
	alone      bool // it has no end tag, as it ends with />
	attributes []attribute
}

type attribute struct {
	name       string
	start, end int // with the value and its quotes
	from, to   int // the value alone; 0, 0: none
}

func (t tag) attribute(name string) (attribute, bool) {
	for _, a := range t.attributes {
		if a.name == name {
			return a, true
		}
	}
	return attribute{}, false
}

const longestExpression = 8 << 10 // bytes

// tags finds the tags of a template. It reads as the template compiler does,
// for which a { { and all up to the } } may hold any character, also that of a
// tag or a quote. Where the compiler would complain, what it finds is a guess.
func tags(text string) []tag {
	var found []tag
	for at := 0; at < len(text); {
		switch {
		case strings.HasPrefix(text[at:], "{{"):
			at = endOfExpression(text, at)
		case strings.HasPrefix(text[at:], "<!--"):
			at = endAfter(text, at+4, "-->")
		case text[at] == '<':
			t := readTag(text, at)
			if t.name == "" {
				at++
				continue
			}
			found, at = append(found, t), t.end
			if t.name == "wxs" && !t.closing && !t.alone {
				at = max(endAfter(text, at, "</wxs")-len("</wxs"), at)
			}
		default:
			at++
		}
	}
	return found
}

// endOfExpression is the offset behind a }}, or behind the {{ that has none
// for all that can be seen.
func endOfExpression(text string, start int) int {
	text = text[:min(len(text), start+longestExpression)]
	for at := start + 2; at < len(text); {
		switch {
		case strings.HasPrefix(text[at:], "}}"):
			return at + 2
		case text[at] == '"' || text[at] == '\'':
			end := endOfString(text, at)
			if end >= len(text) || text[end-1] != text[at] {
				return start + 2
			}
			at = end
		default:
			at++
		}
	}
	return start + 2
}

func readTag(text string, start int) tag {
	t := tag{start: start}
	at := start + 1
	if at < len(text) && text[at] == '/' {
		t.closing = true
		at++
	}
	end := endOfName(text, at)
	t.name, at = text[at:end], end
	for at < len(text) {
		switch c := text[at]; {
		case c == '>':
			t.end = at + 1
			return t
		case strings.HasPrefix(text[at:], "/>"):
			t.alone, t.end = true, at+2
			return t
		case endOfName(text, at) > at:
			a := readAttribute(text, at)
			t.attributes, at = append(t.attributes, a), a.end
		default:
			at++
		}
	}
	t.end = at
	return t
}

func readAttribute(text string, start int) attribute {
	a := attribute{start: start, end: endOfName(text, start)}
	a.name = text[start:a.end]
	at := skipSpace(text, a.end)
	if at >= len(text) || text[at] != '=' {
		return a
	}
	at = skipSpace(text, at+1)
	if at >= len(text) {
		return a
	}
	quote := text[at]
	if quote != '"' && quote != '\'' {
		a.from, a.to = at, endOfBare(text, at)
		a.end = a.to
		return a
	}
	a.from = at + 1
	for at = a.from; at < len(text) && text[at] != quote; {
		if strings.HasPrefix(text[at:], "{{") {
			at = endOfExpression(text, at)
		} else {
			at++
		}
	}
	a.to, a.end = at, min(at+1, len(text))
	return a
}

// endOfBare is where a value without quotes ends.
func endOfBare(text string, at int) int {
	if strings.HasPrefix(text[at:], "{{") {
		return endOfExpression(text, at)
	}
	if end := strings.IndexAny(text[at:], " \t\r\n>"); end >= 0 {
		return at + end
	}
	return len(text)
}

func skipSpace(text string, at int) int {
	return len(text) - len(strings.TrimLeft(text[at:], " \t\r\n\v\f"))
}

// endOfName is where a name ends that begins there.
func endOfName(text string, at int) int {
	for at < len(text) && !strings.ContainsRune(" \t\r\n\v\f<>=/\"'{}", rune(text[at])) {
		at++
	}
	return at
}
