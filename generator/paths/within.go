package paths

import (
	"strings"
)

// Within reports whether a path is one of those given or in one of them.
func Within(name string, paths []string) bool {
	for _, p := range paths {
		p = strings.TrimSuffix(p, "/")
		if p == "." || name == p || strings.HasPrefix(name, p+"/") {
			return true
		}
	}
	return len(paths) == 0
}

// Below returns the path from a folder on; it is not ok outside of it.
func Below(dir, name string) (string, bool) {
	if dir == "." {
		return name, true
	}
	return strings.CutPrefix(name, dir+"/")
}

// Move tells that a file or a folder goes elsewhere, with all that is in it.
type Move struct{ From, To string }

// Apply returns where a path goes; it is not ok where the move does not
// concern it.
func (m Move) Apply(name string) (string, bool) {
	if name == m.From {
		return m.To, true
	}
	if rest, inside := strings.CutPrefix(name, m.From+"/"); inside {
		return m.To + "/" + rest, true
	}
	return name, false
}
