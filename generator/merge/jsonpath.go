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

// elementStep is the step to the element of a list that has a certain key.
func elementStep(member, name string) string { return "[" + member + "=" + name + "]" }

// under tells whether a pattern names the path or something above it.
func (p Path) under(pattern string) bool {
	above, _ := p.match(pattern)
	return above
}

// is tells whether a pattern names the path.
func (p Path) is(pattern string) bool {
	above, rest := p.match(pattern)
	return above && len(rest) == 0
}

// match tells whether a pattern names a beginning of the path, and returns the rest
// of the path below that.
func (p Path) match(pattern string) (ok bool, rest Path) {
	for i, name := range p {
		step, below, more := strings.Cut(pattern, ".")
		if !wildcard(step, name) {
			return false, nil
		}
		if !more {
			return true, p[i+1:]
		}
		pattern = below
	}
	return false, nil
}

// wildcard tells whether a name fits a pattern, in which * stands for anything.
func wildcard(pattern, name string) bool {
	literal, pattern, star := strings.Cut(pattern, "*")
	if !star {
		return name == literal
	}
	name, ok := strings.CutPrefix(name, literal)
	for ok {
		literal, pattern, star = strings.Cut(pattern, "*")
		if !star {
			return strings.HasSuffix(name, literal)
		}
		_, name, ok = strings.Cut(name, literal)
	}
	return false
}
