package plan

import (
	"slices"
	"testing"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
)

// treeDisk is a disk in memory.
type treeDisk files.Tree

func (d treeDisk) At(path string) filesystem.PathInfo {
	f, ok := files.Tree(d).Find(path)
	if !ok {
		return filesystem.PathInfo{}
	}
	return filesystem.PathInfo{Kind: filesystem.Regular, Entry: f.Entry()}
}

func (d treeDisk) Exists(path string) bool { return d.At(path).Kind == filesystem.Regular }

// newPlan compares three trees.
func newPlan(base, ours, theirs files.Tree) Plan {
	return Make(Sides{Base: base, Ours: treeDisk(ours), Theirs: theirs}, Policy{})
}

func TestPlan(t *testing.T) {
	const none = "-"
	tests := []struct {
		name               string
		base, ours, theirs string
		merge              files.Merge
		action             Action
		why                Why
	}{
		{"new", none, none, "a", "", ActionAdd, WhyNew},
		{"new on both sides, the same", none, "a", "a", "", ActionKeep, WhySame},
		{"new on both sides", none, "a", "b", "", ActionConflict, WhyBothAdded},
		{"untouched", "a", "a", "a", "", ActionKeep, WhySame},
		{"the template changed it", "a", "a", "b", "", ActionUpdate, WhyTemplateChanged},
		{"you changed it", "a", "b", "a", "", ActionKeep, WhyYouChanged},
		{"both made the same change", "a", "b", "b", "", ActionKeep, WhySame},
		{"both changed it", "a", "b", "c", "", ActionConflict, WhyBothChanged},
		{"you removed it", "a", none, "a", "", ActionKeep, WhyYouRemoved},
		{"you removed what the template changed", "a", none, "b", "", ActionKeep, WhyMissed},
		{"the template removed it", "a", "a", none, "", ActionRemove, WhyTemplateRemoved},
		{"the template removed what you changed", "a", "b", none, "", ActionKeep, WhyTemplateRemoved},
		{"once and there", none, "a", "b", files.MergeOnce, ActionKeep, WhyOnce},
		{"once and not there", none, none, "b", files.MergeOnce, ActionAdd, WhyNew},
		{"other line endings", "a\nb\n", "a\r\nb\r\n", "c", "", ActionUpdate, WhyTemplateChanged},
		{"other line endings of bytes", "\x00\n", "\x00\r\n", "c", "", ActionConflict, WhyBothChanged},
		{"JSON in another form", `{"a":1,"b":[2.0]}`, "{\n\t\"b\": [2.0], \"a\": 1 }", `{}`, files.MergeJSON, ActionUpdate, WhyTemplateChanged},
		{"JSON with another number", `{"a":1}`, `{"a":1.5}`, `{}`, files.MergeJSON, ActionConflict, WhyBothChanged},
		{"broken JSON", `{"a":1}`, `{"a":`, `{}`, files.MergeJSON, ActionConflict, WhyBothChanged},
		{"lines of both", none, "mine\n", "theirs\n", files.MergeSet, ActionMerge, WhyLines},
		{"lines that are all there", none, "b\n\na\n", "a\nb\n", files.MergeSet, ActionKeep, WhySame},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree := func(content string, merge files.Merge) files.Tree {
				if content == none {
					return nil
				}
				return files.Tree{{Path: "x", Content: []byte(content), Merge: merge}}
			}
			got := newPlan(tree(tt.base, tt.merge), tree(tt.ours, ""), tree(tt.theirs, tt.merge))
			if len(got) != 1 || got[0].Path != "x" || got[0].Action != tt.action || got[0].Why != tt.why {
				t.Fatalf("plan %+v, want %s (%s)", got, tt.action, tt.why)
			}
			if (got[0].Was == nil) != (tt.ours == none) {
				t.Errorf("was %v", got[0].Was)
			}
			if tt.action == ActionAdd || tt.action == ActionUpdate {
				if string(got[0].File.Content) != tt.theirs {
					t.Errorf("writes %q", got[0].File.Content)
				}
			}
		})
	}
}

func TestNewPlanOfWholeTrees(t *testing.T) {
	files := func(paths ...string) (t files.Tree) {
		for _, p := range paths {
			t = append(t, files.File{Path: p})
		}
		return t
	}
	plan := newPlan(files("b", "c", "gone"), files("a", "b", "d", "z"), files("b", "c", "d", "e"))
	var got []string
	for _, s := range plan {
		got = append(got, string(s.Action)+" "+s.Path)
	}
	want := []string{"keep b", "keep c", "keep d", "add e"}
	if !slices.Equal(got, want) {
		t.Errorf("plan %q, want %q", got, want)
	}
	if plan := newPlan(nil, files("a"), nil); len(plan) != 0 {
		t.Errorf("a file of the user's alone is planned: %+v", plan)
	}
}

func TestNewPlanOfModes(t *testing.T) {
	plain, script := files.Tree{{Path: "x"}}, files.Tree{{Path: "x", Executable: true}}
	if s := newPlan(plain, plain, script)[0]; s.Action != ActionUpdate || !s.File.Executable {
		t.Errorf("a mode that the template changed: %+v", s)
	}
	if s := newPlan(plain, script, plain)[0]; s.Action != ActionKeep || s.Why != WhySame {
		t.Errorf("a mode that you changed: %+v", s)
	}
}

func TestMergeSets(t *testing.T) {
	tests := []struct{ name, path, ours, theirs, want string }{
		{"added after yours", ".gitignore", "mine\n", "# t\n.env\nmine\n", "mine\n# t\n.env\n"},
		{"added before yours", ".gitattributes", "*.png binary\n", "* text=auto\n", "* text=auto\n\n*.png binary\n"},
		{"your line endings", ".gitignore", "mine\r\n", ".env\n", "mine\r\n\r\n.env\r\n"},
		{"no end of the last line", ".gitignore", "mine", ".env", "mine\n\n.env"},
		{"empty", ".gitignore", "", ".env\n", ".env\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := func(content string) *files.File {
				return &files.File{Path: tt.path, Content: []byte(content), Merge: files.MergeSet}
			}
			s := versions{ours: file(tt.ours), theirs: file(tt.theirs)}.mergeSets()
			if s.Action != ActionMerge || string(s.File.Content) != tt.want {
				t.Errorf("%s %q, want %q", s.Action, s.File.Content, tt.want)
			}
		})
	}
}
