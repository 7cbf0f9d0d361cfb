package git

import (
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"mlvb/generator/files"
)

// Ignore is what the .gitignore files of a project say (gitignore(5)).
type Ignore struct {
	patterns []ignorePattern
	folders  map[string]bool // ignored or not, as far as it was asked
}

type ignorePattern struct {
	dir     string // of the file that it stands in, with a slash at its end; "" is the root
	glob    string // over the path from there, or over the last name alone
	name    bool   // over the last name
	folders bool   // folders alone
	include bool   // !pattern
}

// ParseIgnore reads the .gitignore files among the files of a project, which
// are sorted: those of a folder come after those above it, and beat them.
func ParseIgnore(files files.Tree) *Ignore {
	g := &Ignore{folders: map[string]bool{}}
	for _, f := range files {
		if path.Base(f.Path) != ".gitignore" {
			continue
		}
		for line := range strings.Lines(string(f.Content)) {
			if p, ok := parseIgnore(strings.TrimRight(line, "\r\n"), strings.TrimSuffix(f.Path, ".gitignore")); ok {
				g.patterns = append(g.patterns, p)
			}
		}
	}
	return g
}

// parseIgnore reads a line; comments and empty lines are no patterns.
func parseIgnore(line, dir string) (ignorePattern, bool) {
	p := ignorePattern{dir: dir}
	if !strings.HasSuffix(line, `\ `) {
		line = strings.TrimRight(line, " ")
	}
	if line == "" || line[0] == '#' {
		return p, false
	}
	line, p.include = strings.CutPrefix(line, "!")
	line, p.folders = strings.CutSuffix(line, "/")
	p.name = !strings.Contains(line, "/")
	// git knows no alternatives in braces.
	p.glob = strings.NewReplacer("{", `\{`, "}", `\}`).Replace(strings.TrimPrefix(line, "/"))
	return p, p.glob != ""
}

// Ignores reports whether git leaves a file out: because of a pattern, or with
// the whole folder that it lies in.
func (g *Ignore) Ignores(file string) bool {
	return g.IgnoresFolder(path.Dir(file)) || g.matches(file, false)
}

// IgnoresFolder reports whether git leaves out all that is in a folder.
func (g *Ignore) IgnoresFolder(folder string) bool {
	if folder == "." {
		return false
	}
	ignored, known := g.folders[folder]
	if !known {
		ignored = g.IgnoresFolder(path.Dir(folder)) || g.matches(folder, true)
		g.folders[folder] = ignored
	}
	return ignored
}

// matches lets the last pattern that matches decide.
func (g *Ignore) matches(name string, folder bool) bool {
	for i := len(g.patterns) - 1; i >= 0; i-- {
		p := g.patterns[i]
		rest, below := strings.CutPrefix(name, p.dir)
		if !below || p.folders && !folder {
			continue
		}
		if p.name {
			rest = path.Base(rest)
		}
		if doublestar.MatchUnvalidated(p.glob, rest) {
			return !p.include
		}
	}
	return false
}
