package plan

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
)

// world makes trees that have much in common.
type world struct{ *rand.Rand }

var worldPaths = []string{
	".gitignore", "a.js", "a/b.js", "app.json", "b/c.wxml", "d.png", "e.json", "f/g/h.js", "i.js", "project.config.json",
}

func (w world) tree() files.Tree {
	var t files.Tree
	for _, name := range worldPaths {
		if name == "a/b.js" && len(t) > 0 && t[len(t)-1].Path == "a.js" && w.IntN(2) == 0 {
			continue
		}
		if w.IntN(5) > 0 {
			t = append(t, w.file(name))
		}
	}
	return t
}

func (w world) file(name string) files.File {
	var content string
	switch {
	case strings.HasSuffix(name, ".json"):
		object := map[string]any{}
		for range w.IntN(5) {
			object[string(rune('a'+w.IntN(5)))] = w.IntN(3)
		}
		object["pages"] = []string{fmt.Sprint("p", w.IntN(4)), "q"}
		data, _ := json.Marshal(object)
		content = string(data)
	case strings.HasSuffix(name, ".png"):
		content = fmt.Sprint("\x00", w.IntN(3))
	default:
		for range w.IntN(12) {
			content += fmt.Sprint("line ", w.IntN(20), "\n")
		}
	}
	return files.File{Path: name, Content: []byte(content), Merge: files.GuessMerge(name, []byte(content)), Executable: w.IntN(6) == 0}
}

// near is a tree that differs a little.
func (w world) near(t files.Tree) files.Tree {
	var near files.Tree
	for _, f := range t {
		switch w.IntN(4) {
		case 0:
			continue
		case 1:
			near = append(near, w.file(f.Path))
		case 2:
			lines := strings.SplitAfter(string(f.Content), "\n")
			if f.Merge == files.MergeText && len(lines) > 1 {
				at := w.IntN(len(lines))
				lines = slices.Insert(lines, at, fmt.Sprintf("own %d\n", w.IntN(1000)))
				f.Content = []byte(strings.Join(lines, ""))
			}
			near = append(near, f)
		default:
			near = append(near, f)
		}
	}
	return near
}

// after is what a plan makes of the user's files.
func after(ours files.Tree, p Plan) files.Tree {
	list := files.ByPath(ours)
	for _, s := range p {
		for _, c := range s.changes() {
			if c.Remove {
				delete(list, c.Path)
			} else {
				list[c.Path] = &files.File{Path: c.Path, Content: c.Content, Executable: c.Mode&0o100 != 0}
			}
		}
	}
	return files.FromMap(list)
}

func same(a, b files.Tree) bool {
	return slices.EqualFunc(a, b, func(x, y files.File) bool {
		return x.Path == y.Path && string(x.Content) == string(y.Content) && x.Executable == y.Executable
	})
}

// TestPropertiesOfPlans holds what has to be so whatever the three sides are.
func TestPropertiesOfPlans(t *testing.T) {
	for seed := range uint64(3000) {
		w := world{rand.New(rand.NewPCG(seed, 0))}
		base := w.tree()
		ours, theirs := w.near(base), w.near(base)
		if got := after(base, newPlan(base, base, theirs)); !same(got, theirs) {
			t.Fatalf("seed %d: who changed nothing has not what the template has:\n%v\n%v", seed, got, theirs)
		}
		if got := after(ours, newPlan(base, ours, base)); !same(got, ours) {
			t.Fatalf("seed %d: a template that changed nothing changed something", seed)
		}
		plan := newPlan(base, ours, theirs)
		checkNothingLost(t, seed, base, ours, plan)
		own := files.Tree{{Path: "zz/own.js", Content: []byte("own")}}
		if got := after(append(slices.Clone(ours), own...), plan); !slices.ContainsFunc(got, func(f files.File) bool { return f.Path == own[0].Path }) {
			t.Fatalf("seed %d: a file of the user's own is gone", seed)
		}
	}
}

// checkNothingLost fails if a line that the user added is missing in a result
// without conflict, or a result is no JSON any more.
func checkNothingLost(t *testing.T, seed uint64, base, ours files.Tree, plan Plan) {
	t.Helper()
	result := files.ByPath(after(ours, plan))
	bases := files.ByPath(base)
	for _, f := range ours {
		got := result[f.Path]
		b := bases[f.Path]
		if got == nil {
			if b == nil || string(b.Content) != string(f.Content) {
				t.Fatalf("seed %d: %s is gone, which the user changed", seed, f.Path)
			}
			continue
		}
		if f.Merge == files.MergeJSON && !json.Valid(got.Content) {
			t.Fatalf("seed %d: %s is no JSON: %s", seed, f.Path, got.Content)
		}
		for line := range strings.Lines(string(f.Content)) {
			if strings.HasPrefix(line, "own ") && !strings.Contains(string(got.Content), strings.TrimSpace(line)) {
				t.Fatalf("seed %d: %s lost %q", seed, f.Path, line)
			}
		}
	}
}

// TestPlansSettle holds that a second update changes nothing, whatever is in
// the way.
func TestPlansSettle(t *testing.T) {
	for seed := range uint64(1000) {
		w := world{rand.New(rand.NewPCG(seed, 1))}
		base := w.tree()
		ours, theirs := w.near(base), w.near(base)
		plan := newPlan(base, ours, theirs)
		var next files.Tree
		for _, s := range plan {
			if s.NextBase != nil {
				next = append(next, *s.NextBase)
			}
		}
		now := after(ours, plan)
		for _, s := range newPlan(next, now, theirs) {
			if first := stepAt(plan, s.Path); s.Action != ActionKeep && (first == nil || first.Conflict == nil) {
				t.Fatalf("seed %d: %s %s (%s) the second time, after %+v", seed, s.Action, s.Path, s.Why, first)
			}
		}
	}
}

func stepAt(p Plan, name string) *Step {
	for i := range p {
		if p[i].Path == name {
			return &p[i]
		}
	}
	return nil
}

func FuzzConflicts(f *testing.F) {
	data, err := FormatConflicts([]Conflict{{Path: "a.js", Kind: ConflictInText, Theirs: &files.File{Path: "a.js", Content: []byte("x")}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := ParseConflicts(data)
		if err != nil {
			return
		}
		if _, err := FormatConflicts(list); err != nil {
			t.Error(err)
		}
		for _, c := range list {
			file := &files.File{Path: c.Path, Content: []byte(`{"a": 1}`)}
			c.Settled(file, file)
			_, _ = c.TakeValues(file.Content)
		}
	})
}

// aliasDisk takes every path for one file.
type aliasDisk struct{ files.File }

func (d aliasDisk) At(string) filesystem.PathInfo {
	return filesystem.PathInfo{Kind: filesystem.Regular, Entry: d.Entry(), At: d.Path}
}

func (d aliasDisk) Exists(string) bool { return true }

// TestAliases is a template that renames a file to another case, on a system
// that takes both for one.
func TestAliases(t *testing.T) {
	file := func(name string) files.File { return files.File{Path: name, Content: []byte("x")} }
	sides := Sides{Base: files.Tree{file("Readme.md")}, Theirs: files.Tree{file("README.md")}, Ours: aliasDisk{file("Readme.md")}}
	for _, s := range Make(sides, Policy{}) {
		if s.Action != ActionKeep {
			t.Errorf("%s %s (%s)", s.Action, s.Path, s.Why)
		}
	}
}
