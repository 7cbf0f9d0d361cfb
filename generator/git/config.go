package git

import (
	"bufio"
	"bytes"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// maxIncludes bounds how deep configuration files include one another, as git
// does.
const maxIncludes = 10

// gitConfiguration gathers the values of git's configuration files
// (git-config(1)), of which a later one beats an earlier one. Files that are
// absent, and lines that are no configuration, say nothing.
type configuration struct {
	home   string
	gitDir string            // of the repository that it is for
	values map[string]string // by section.key in lower case; sections with a name are left out
}

// read reads a file and, in their places, those that it includes.
func (c *configuration) read(file string, depth int) {
	data, err := readRegular(file)
	if err != nil || depth > maxIncludes {
		return
	}
	section, name := "", ""
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		for strings.HasSuffix(line, `\`) && lines.Scan() {
			line = strings.TrimSuffix(line, `\`) + lines.Text()
		}
		if strings.HasPrefix(line, "[") {
			section, name, line = configSection(line)
		}
		key, value, _ := strings.Cut(line, "=")
		key, value = strings.ToLower(strings.TrimSpace(key)), configValue(value)
		switch {
		case key == "" || key[0] == '#' || key[0] == ';':
		case section == "include" || section == "includeif" && c.holds(name, file):
			if key == "path" {
				c.read(c.path(value, file), depth+1)
			}
		case name == "":
			c.values[section+"."+key] = value
		}
	}
}

// configSection reads [section] or [section "name"], and returns what follows.
func configSection(line string) (section, name, rest string) {
	head, rest, closed := strings.Cut(line[1:], "]")
	if quote := strings.IndexByte(head, '"'); quote >= 0 {
		// A name may hold a bracket.
		name = line[quote+2:]
		end := strings.Index(name, `"]`)
		if end < 0 {
			return "", "", ""
		}
		section, name, rest = head[:quote], name[:end], name[end+2:]
		closed = true
	} else {
		section = head
	}
	if !closed {
		return "", "", ""
	}
	return strings.ToLower(strings.TrimSpace(section)), name, strings.TrimSpace(rest)
}

// configValue takes quotes, escapes and comments away.
func configValue(text string) string {
	var b strings.Builder
	quoted, escaped := false, false
	for _, r := range strings.TrimSpace(text) {
		switch {
		case escaped:
			b.WriteString(strings.NewReplacer("n", "\n", "t", "\t").Replace(string(r)))
			escaped = false
		case r == '\\':
			escaped = true
		case r == '"':
			quoted = !quoted
		case !quoted && (r == '#' || r == ';'):
			return strings.TrimSpace(b.String())
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// holds reports whether the condition of an includeIf does. Of those that git
// knows, the folder of the repository and a new branch main can be told.
func (c *configuration) holds(condition, file string) bool {
	kind, pattern, _ := strings.Cut(condition, ":")
	dir := filepath.ToSlash(c.gitDir)
	switch kind {
	case "onbranch":
		return doublestar.MatchUnvalidated(pattern, "main")
	case "gitdir/i":
		pattern, dir = strings.ToLower(pattern), strings.ToLower(dir)
	case "gitdir":
	default:
		return false
	}
	switch {
	case strings.HasPrefix(pattern, "~/"), strings.HasPrefix(pattern, "./"):
		pattern = filepath.ToSlash(c.path(pattern, file)) + strings.Repeat("/", strings.Count(pattern[len(pattern)-1:], "/"))
	case !strings.HasPrefix(pattern, "/") && !filepath.IsAbs(pattern):
		pattern = "**/" + pattern
	}
	if strings.HasSuffix(pattern, "/") {
		pattern += "**"
	}
	return doublestar.MatchUnvalidated(pattern, dir)
}

// path resolves ~/ and paths relative to the file that they stand in.
func (c *configuration) path(name, file string) string {
	if rest, ok := strings.CutPrefix(name, "~/"); ok {
		return filepath.Join(c.home, rest)
	}
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(file), name)
}
