package project

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"mlvb/generator/files"
	"mlvb/generator/paths"
	"mlvb/generator/syntax"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
)

// Layout tells where the files of a template lie in a project that has them
// elsewhere. The zero value is where the template has them.
type Layout struct {
	Only   bool              `json:"only,omitempty"`   // nothing of the template but Places
	Places map[string]string `json:"places,omitempty"` // folder or file of the template to path here, "." is the project itself; the longest matching prefix wins

	Compiled bool `json:"compiled,omitempty"` // a framework makes app.json: the template's is at its place for the sake of paths, and not written

	// What the mini-program around a part of the template makes necessary.
	Name     string         `json:"name,omitempty"`     // of the sub-package, where another one has the template's
	Settings map[string]any `json:"settings,omitempty"` // string or bool: of each page of the sub-package that says nothing else
	Unpacked []string       `json:"unpacked,omitempty"` // from the mini-program's root on, folders with a slash at the end: in packOptions.ignore
}

// IsZero reports whether all is where the template has it.
func (l Layout) IsZero() bool { return !l.Only && len(l.Places) == 0 && len(l.Unpacked) == 0 }

// Place returns where a file of the template lies in the project. It is not ok
// for a file that the project does not have.
func (l Layout) Place(name string) (string, bool) {
	for from := name; from != "."; from = path.Dir(from) {
		if to, ok := l.Places[from]; ok {
			return path.Join(to, name[len(from):]), true
		}
	}
	return name, !l.Only
}

// Moves are the template's moves by the paths of a project.
func (l Layout) Moves(t *template.Manifest) []paths.Move {
	var moves []paths.Move
	for _, m := range t.Moved {
		from, okFrom := l.Place(m.From)
		to, okTo := l.Place(m.To)
		if okFrom && okTo {
			moves = append(moves, paths.Move{From: from, To: to})
		}
	}
	return moves
}

// QuestionsOf returns the questions whose answers can show in a project of
// this layout: all of them, unless it has only parts of the template.
func (l Layout) QuestionsOf(t *template.Template) ([]template.Question, error) {
	if !l.Only {
		return t.Questions, nil
	}
	return t.QuestionsIn(func(name string) bool {
		_, placed := l.Place(name)
		return placed
	})
}

// With is the layout with more of the template's folders and files, each at its
// place.
func (l Layout) With(more map[string]string) Layout {
	places := maps.Clone(l.Places)
	maps.Copy(places, more)
	l.Places = places
	return l
}

// App returns the template's app.json and its place; both are empty where it
// has none of its own. There is one at most.
func (l Layout) App() (name, place string) {
	for name, place := range l.Places {
		if path.Base(name) == wechat.AppConfig {
			return name, place
		}
	}
	return "", ""
}

// Holds reports whether a folder is one of the template's.
func (l Layout) Holds(dir string) bool {
	for _, to := range l.Places {
		if _, ok := paths.Below(to, dir+"/"); ok {
			return true
		}
	}
	return !l.Only
}

// Apply puts a tree in its places. The error names a path that has no place.
func (l Layout) Apply(t files.Tree) (files.Tree, error) {
	if l.IsZero() {
		return t, nil
	}
	placed := make(files.Tree, 0, len(t))
	clash := paths.NewClashes()
	for _, f := range t {
		to, ok := l.Place(f.Path)
		if !ok || l.Compiled && path.Base(f.Path) == wechat.AppConfig {
			continue
		}
		if err := files.CheckPath(to); err != nil {
			return nil, err
		}
		if other := clash.Add(to); other != "" {
			return nil, fmt.Errorf("%s and %s of the template would be one file here", other, to)
		}
		if f.Content, ok = l.relocate(f); !ok {
			continue
		}
		f.Path = to
		placed = append(placed, f)
	}
	placed = l.keepOut(placed)
	placed.Sort()
	return l.settle(t, placed), nil
}

func readLayout(y *syntax.Reader, n ast.Node) Layout {
	l := Layout{Places: map[string]string{}}
	y.Fields(n, syntax.Fields{
		"only": func(n ast.Node) { l.Only = y.Bool(n) },
		"places": func(n ast.Node) {
			y.Pairs(n, func(from string, at, to ast.Node) {
				l.Places[from] = y.Text(to)
				for _, name := range []string{from, l.Places[from]} {
					if err := files.CheckPath(name); err != nil && (name != "." || name == from) {
						y.Fail(at, "%v", err)
					}
				}
			})
		},
		"compiled": func(n ast.Node) { l.Compiled = y.Bool(n) },
		"name":     func(n ast.Node) { l.Name = y.Text(n) },
		"settings": func(n ast.Node) {
			l.Settings = map[string]any{}
			y.Pairs(n, func(name string, _, value ast.Node) { l.Settings[name] = y.Scalar(value) })
		},
		"unpacked": func(n ast.Node) { y.Each(n, func(n ast.Node) { l.Unpacked = append(l.Unpacked, y.Text(n)) }) },
	})
	return l
}

func (l Layout) format(b *bytes.Buffer) {
	if l.IsZero() {
		return
	}
	fmt.Fprintf(b, "layout:\n  only: %t\n", l.Only)
	if len(l.Places) > 0 {
		b.WriteString("  places:\n")
	}
	for _, from := range slices.Sorted(maps.Keys(l.Places)) {
		fmt.Fprintf(b, "    %s: %s\n", quoteYAML(from), quoteYAML(l.Places[from]))
	}
	if l.Compiled {
		b.WriteString("  compiled: true\n")
	}
	if l.Name != "" {
		fmt.Fprintf(b, "  name: %s\n", quoteYAML(l.Name))
	}
	if len(l.Settings) > 0 {
		b.WriteString("  settings:\n")
	}
	for _, name := range slices.Sorted(maps.Keys(l.Settings)) {
		fmt.Fprintf(b, "    %s: %s\n", name, quoteYAML(l.Settings[name]))
	}
	if len(l.Unpacked) > 0 {
		b.WriteString("  unpacked:\n")
	}
	for _, name := range l.Unpacked {
		fmt.Fprintf(b, "    - %s\n", quoteYAML(name))
	}
}

// Equal reports whether two layouts are the same.
func (l Layout) Equal(other Layout) bool {
	return l.Only == other.Only && maps.Equal(l.Places, other.Places) && l.Name == other.Name && l.Compiled == other.Compiled &&
		maps.Equal(l.Settings, other.Settings) && slices.Equal(l.Unpacked, other.Unpacked)
}
