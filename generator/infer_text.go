package generator

import (
	"encoding/json"
	"strings"
)

// textAtMark returns what a text has where another one has a mark: in the only
// line that begins and ends as the marked one does. Blanks around a line tell
// nothing.
func textAtMark(mark, marked, text string) (value string, found bool) {
	for line := range strings.Lines(marked) {
		before, after, isMarked := strings.Cut(bare(line), mark)
		if !isMarked || before == "" {
			continue
		}
		var values []string
		for line := range strings.Lines(text) {
			rest, begins := strings.CutPrefix(bare(line), before)
			if value, ends := strings.CutSuffix(rest, after); begins && ends {
				values = append(values, value)
			}
		}
		if len(values) != 1 {
			continue
		}
		if value = values[0]; !strings.HasSuffix(before, `"`) {
			return value, true
		}
		if json.Unmarshal([]byte(`"`+value+`"`), &value) == nil {
			return value, true
		}
	}
	return "", false
}

// bare is a line without what may change around it.
func bare(line string) string { return strings.Trim(line, " \t\r\n,") }
