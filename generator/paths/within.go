package paths

import (
	"path"
	"strings"
)

// Within reports whether a path is one of those given, or lies in one of them.
// It is true where none is given.
func Within(name string, paths []string) bool {
	for _, p := range paths {
		p = strings.TrimSuffix(p, "/")
		if p == "." || name == p || strings.HasPrefix(name, p+"/") {
			return true
		}
	}
	return len(paths) == 0
}

// Below returns a path relative to a folder. It is not ok for a path outside of
// the folder.
func Below(dir, name string) (string, bool) {
	if dir == "." {
		return name, true
	}
	return strings.CutPrefix(name, dir+"/")
}

// Between is the way from one folder to a path in another. Both are relative to
// the same folder, in their shortest form.
func Between(from, to string) string {
	up := ""
	for {
		if rest, below := Below(from, to); below {
			return up + rest
		}
		from, up = path.Dir(from), up+"../"
	}
}

// Move says that a file or a folder, with all that is in it, has a new path.
type Move struct{ From, To string }

// Apply returns the new path of name. It is not ok where the move does not
// concern name.
func (m Move) Apply(name string) (string, bool) {
	if name == m.From {
		return m.To, true
	}
	if rest, inside := strings.CutPrefix(name, m.From+"/"); inside {
		return m.To + "/" + rest, true
	}
	return name, false
}
