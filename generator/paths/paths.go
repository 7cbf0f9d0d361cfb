// Package paths knows which paths mean the same file on every system.
package paths

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Check refuses a path, relative and with slashes, that some system would read
// as another file than the one it names, or that is git's own.
func Check(name string) error {
	switch {
	case name == "" || !utf8.ValidString(name):
		return fmt.Errorf("%q is not a path", name)
	case strings.HasPrefix(name, "/"):
		return fmt.Errorf("path %q is absolute: it has to be relative to the project", name)
	case strings.Contains("/"+name+"/", "/../"):
		return fmt.Errorf("path %q climbs out of the project", name)
	case !fs.ValidPath(name) || name == ".":
		return fmt.Errorf("path %q is not in its shortest form", name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if why := badName(part); why != "" {
			return fmt.Errorf("path %q: %q %s", name, part, why)
		}
	}
	return nil
}

// badName says why a file or folder may not be called that, or "".
func badName(name string) string {
	switch {
	case isPlain(name) && !isDevice(name):
		return "" // as nearly all names are
	case strings.ContainsFunc(name, notInNames):
		return `has a character that Windows forbids (< > : " | ? * \ or a control character)`
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return "ends with a dot or a space, which Windows drops"
	case isDevice(name):
		return "is the name of a device on Windows"
	case len(name) > 255:
		return "is longer than 255 bytes"
	case IsDotDir(name, ".git"):
		return "belongs to git"
	}
	return ""
}

// isPlain reports whether a name is a short one of ASCII letters, digits, - and
// _, with dots in between: nothing that could be taken for another name, devices
// aside.
func isPlain(name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_':
		case c == '.' && 0 < i && i < len(name)-1:
		default:
			return false
		}
	}
	return len(name) <= 255
}

func notInNames(r rune) bool { return strings.ContainsRune(`<>:"|?*\`, r) || unicode.IsControl(r) }

// isDevice reports whether Windows takes a name, with any extension, for a
// device: CON, NUL, COM1 (Naming Files, Paths, and Namespaces; Microsoft).
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	if len(stem) < 3 || !strings.ContainsRune("CPANLcpanl", rune(stem[0])) {
		return false
	}
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port := strings.TrimPrefix(strings.TrimPrefix(stem, "COM"), "LPT")
	return port != stem && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
}

// IsDotDir reports whether some file system takes a name for a dot folder: in
// any case, with the characters that HFS+ ignores, or as the short name
// that NTFS makes of it (git~1).
func IsDotDir(name, dir string) bool {
	seen := strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, name))
	short, number, cut := strings.Cut(seen, "~")
	return seen == dir || cut && number != "" && "."+short == dir && strings.Trim(number, "0123456789") == ""
}

// Fold maps the names that a file system without case, or with its own Unicode
// form, takes for the same file to one name.
func Fold(name string) string {
	return norm.NFC.String(strings.ToLower(strings.ToUpper(norm.NFD.String(name))))
}

// Clashes looks for paths that can't be beside one another on every system: a
// file that is also a folder, names that differ in case or Unicode form only.
type Clashes struct {
	seen map[string]string // folded path to path; folders end with a slash
	dirs map[string]bool   // folders that are in seen
}

// NewClashes returns a Clashes that has seen nothing yet.
func NewClashes() *Clashes {
	return &Clashes{seen: map[string]string{}, dirs: map[string]bool{}}
}

// Add returns the path that clashes with the new one, or "".
func (c *Clashes) Add(name string) string {
	for dir := path.Dir(name); dir != "." && !c.dirs[dir]; dir = path.Dir(dir) {
		if other := c.put(dir, dir+"/"); other != "" {
			return other
		}
		c.dirs[dir] = true
	}
	return c.put(name, name)
}

func (c *Clashes) put(name, as string) string {
	key := Fold(name)
	if other, ok := c.seen[key]; ok && other != as {
		return strings.TrimSuffix(other, "/")
	}
	c.seen[key] = as
	return ""
}
