package build

import "strings"

// A request is a require or an import in a script.
type request struct {
	path  string
	at    int  // offset of the quoted path; -1: unknown
	early bool // it runs when the script is loaded, for all that can be seen
	later bool // it need not be there: its package may not be loaded yet
}

// requestsIn finds the requests of a script in what esbuild prints of it, where
// a path stands in quotes right behind one of few words, and no comment is
// left. dynamic: it also requires what is no such path.
func requestsIn(text, printed string) (found []request, dynamic bool) {
	for _, word := range []string{`require(`, `require.async(`, `from `, `import `} {
		call := strings.HasSuffix(word, "(")
		for at := 0; ; {
			next := strings.Index(printed[at:], word)
			if next < 0 {
				break
			}
			start := at + next
			at = start + len(word)
			if start > 0 && isNamePart(printed[start-1]) {
				continue
			}
			path, behind, ok := quoted(printed[at:])
			switch {
			case ok && !call && (behind != ';' || !isStatement(printed, start)): // the end of a text and what is behind it
			case ok && (!call || behind == ')' || behind == ','):
				found = append(found, placed(text, request{path: path, later: behind == ',' || word == "require.async(", early: !call}))
			case call:
				dynamic = dynamic || printed[at:at+1] != ")"
			}
		}
	}
	return found, dynamic
}

func isNamePart(c byte) bool {
	return c == '_' || c == '$' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// isStatement reports whether the line that an offset is in begins as that of
// an import or an export.
func isStatement(printed string, at int) bool {
	line := printed[strings.LastIndexByte(printed[:at], '\n')+1:]
	return strings.HasPrefix(line, "import ") || strings.HasPrefix(line, "export ") || strings.HasPrefix(line, "} from ")
}

// quoted is the text in double quotes at the beginning, and the character
// behind them.
func quoted(text string) (inside string, behind byte, ok bool) {
	if !strings.HasPrefix(text, `"`) {
		return "", 0, false
	}
	end := strings.IndexAny(text[1:], "\"\n") + 1
	if end <= 1 || text[end] != '"' || end+1 >= len(text) || strings.TrimSpace(text[1:end]) != text[1:end] {
		return "", 0, false
	}
	return text[1:end], text[end+1], true
}

// placed gives a request its place in the script. One in a line that is a
// comment, for all that can be seen, counts only if there is no other.
func placed(text string, r request) request {
	r.at = -1
	for _, quote := range []string{"'", `"`} {
		for at := 0; ; {
			next := strings.Index(text[at:], quote+r.path+quote)
			if next < 0 {
				break
			}
			at += next
			beginning := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
			if asks(beginning) && !isComment(beginning) {
				r.at, r.early = at, r.early || isEarly(beginning)
				return r
			}
			if r.at < 0 && asks(beginning) {
				r.at = at
			}
			at++
		}
	}
	return r
}

// asks reports whether a path that stands behind a text is a request.
func asks(before string) bool {
	before = strings.TrimRight(strings.TrimRight(before, " \t("), " \t")
	for _, word := range []string{"require", "require.async", "from", "import"} {
		if strings.HasSuffix(before, word) {
			return true
		}
	}
	return before == "" // the path stands in a line of its own
}

func isComment(beginning string) bool {
	beginning = strings.TrimSpace(beginning)
	return strings.HasPrefix(beginning, "*") || strings.Contains(beginning, "//") || strings.HasPrefix(beginning, "/*")
}

// isEarly reports whether a require stands in a line that runs when the script
// is loaded, for all that can be seen. One in a function or in a try may never
// run, and WeChat's compiler says nothing of it either.
func isEarly(beginning string) bool {
	const longest = 200 // bytes; what stands further behind is minified
	for _, word := range []string{"const ", "let ", "var ", "require", "module.exports"} {
		if strings.HasPrefix(beginning, word) {
			return len(beginning) < longest
		}
	}
	return false
}
