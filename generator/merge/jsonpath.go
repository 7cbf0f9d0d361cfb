package merge

import "strings"

// Path leads to a value: names of members and, in brackets, elements of lists
// with a key ("[root=packages/live]").
type Path []string

// String joins the steps with dots, as people write them: setting.es6,
// subpackages[root=packages/live].pages.
func (p Path) String() string {
	var b strings.Builder
	for i, step := range p {
		if i > 0 && !strings.HasPrefix(step, "[") {
			b.WriteByte('.')
		}
		b.WriteString(step)
	}
	return b.String()
}

// under tells whether a pattern names the path or something above it.
func (p Path) under(pattern string) bool {
	steps := strings.Split(pattern, ".")
	return len(steps) <= len(p) && p[:len(steps)].is(pattern)
}

// is tells whether a pattern names the path.
func (p Path) is(pattern string) bool {
	steps := strings.Split(pattern, ".")
	if len(steps) != len(p) {
		return false
	}
	for i, step := range steps {
		if !wildcard(step, p[i]) {
			return false
		}
	}
	return true
}

// wildcard tells whether a name fits a pattern, in which * stands for anything.
func wildcard(pattern, name string) bool {
	parts := strings.Split(pattern, "*")
	last := len(parts) - 1
	if last == 0 {
		return pattern == name
	}
	rest, ok := strings.CutPrefix(name, parts[0])
	for _, part := range parts[1:last] {
		var found bool
		_, rest, found = strings.Cut(rest, part)
		ok = ok && found
	}
	return ok && strings.HasSuffix(rest, parts[last])
}
