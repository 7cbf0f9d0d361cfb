package merge

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/sample"
)

func TestJSONProperties(t *testing.T) {
	for seed := range uint64(sample.Size(1000, 4000)) {
		g := jsonGenerator{rand.New(rand.NewPCG(seed, 3))}
		base := g.value(0)
		tr := triple{seed, g.write(base), g.write(g.edit(base)), g.write(g.edit(base))}
		checkJSON(t, tr)
		if t.Failed() {
			t.Fatal(tr)
		}
	}
}

// FuzzJSON looks for inputs that break what holds of every merge by path.
func FuzzJSON(f *testing.F) {
	for _, c := range jsonCases {
		f.Add([]byte(c.base), []byte(c.ours), []byte(c.theirs))
	}
	f.Fuzz(func(t *testing.T, base, ours, theirs []byte) {
		for _, src := range [][]byte{base, ours, theirs} {
			_, err := readJSON(src, Base, valueIDs{})
			if err != nil && strings.Contains(err.Error(), "nested too deeply") {
				return
			}
			if want := json.Valid(bytes.TrimPrefix(src, []byte(bom))); want != (err == nil) {
				t.Fatalf("%q: %v, want valid: %v", src, err, want)
			}
			if err != nil {
				return
			}
		}
		checkJSON(t, triple{0, base, ours, theirs})
	})
}

func checkJSON(t *testing.T, tr triple) {
	t.Helper()
	if got := mustMergeJSON(t, tr.base, restyle(tr.base), tr.theirs); !EqualJSON(got.Merged, tr.theirs) || len(got.Conflicts) > 0 {
		t.Errorf("only the template changed: got %q", got.Merged)
	}
	for name, theirs := range map[string][]byte{"only the user changed": tr.base, "both changed alike": tr.ours} {
		got := mustMergeJSON(t, tr.base, tr.ours, restyle(theirs))
		if !bytes.Equal(got.Merged, tr.ours) && !bytes.Equal(tr.ours, tr.base) {
			t.Errorf("%s: got %q", name, got.Merged)
		}
	}
	got := mustMergeJSON(t, tr.base, tr.ours, tr.theirs)
	if len(got.Changes) == 0 && !bytes.Equal(got.Merged, tr.ours) && !bytes.Equal(tr.ours, tr.base) {
		t.Errorf("nothing was taken, yet the text is another: %q", got.Merged)
	}
	checkSides(t, tr, got)
	for _, c := range got.Conflicts {
		taken, err := TakeAll(got.Merged, []JSONConflict{c}, Theirs)
		if err != nil {
			t.Errorf("%v in %q: %v", c, got.Merged, err)
		} else if _, err := readJSON(taken, Ours, valueIDs{}); err != nil {
			t.Errorf("%v in %q: %q: %v", c, got.Merged, taken, err)
		}
	}
	checkConflicts(t, got)
}

// checkConflicts checks that no conflict of a fresh merge counts as decided, and
// that taking a side of all of them puts that side's values in their places.
func checkConflicts(t *testing.T, got JSONResult) {
	t.Helper()
	decided, err := Decided(got.Merged, got.Conflicts)
	if err != nil || slices.Contains(decided, true) {
		t.Errorf("decided at once: %v %v in %q", decided, err, got.Merged)
	}
	same, err := TakeAll(got.Merged, got.Conflicts, Ours)
	if err != nil || !EqualJSON(same, got.Merged) {
		t.Errorf("the user's side of %q is %q: %v", got.Merged, same, err)
	}
	theirs, err := TakeAll(got.Merged, got.Conflicts, Theirs)
	if err != nil {
		t.Errorf("the template's side of %q: %v", got.Merged, err)
		return
	}
	wanted := slices.Clone(got.Conflicts)
	for i := range wanted {
		wanted[i].Ours = wanted[i].Theirs
	}
	decided, err = Decided(theirs, wanted)
	if err != nil || slices.Contains(decided, true) {
		t.Errorf("%v: not all is the template's in %q: %v", wanted, theirs, err)
	}
}

// checkSides checks at every object that all versions have that a member which
// one side alone changed is as that side has it.
func checkSides(t *testing.T, tr triple, got JSONResult) {
	t.Helper()
	var nodes [4]*node
	ids := valueIDs{}
	for i, src := range [][]byte{tr.base, tr.ours, tr.theirs, got.Merged} {
		if len(src) == 0 {
			continue
		}
		var err error
		if nodes[i], err = readJSON(src, Base, ids); err != nil {
			t.Errorf("%q: %v", src, err)
			return
		}
	}
	checkNode(t, sides{nodes[0], nodes[1], nodes[2]}, nodes[3])
}

func checkNode(t *testing.T, v sides, merged *node) {
	t.Helper()
	switch {
	case equalValues(v.base, v.ours) || equalValues(v.ours, v.theirs):
		if !equalValues(merged, v.theirs) {
			t.Errorf("%q is lost: %q", v.theirs.raw(), merged.raw())
		}
	case equalValues(v.base, v.theirs):
		if !equalValues(merged, v.ours) {
			t.Errorf("%q is lost: %q", v.ours.raw(), merged.raw())
		}
	case v.ours.is(objectKind) && v.theirs.is(objectKind):
		base, ours, theirs, all := membersOf(v.base), membersOf(v.ours), membersOf(v.theirs), membersOf(merged)
		for _, side := range []entries{base, ours, theirs, all} {
			for _, k := range side.keys {
				if k.duplicate == 0 {
					checkNode(t, sides{base.value(k), ours.value(k), theirs.value(k)}, all.value(k))
				}
			}
		}
	}
}

func mustMergeJSON(t *testing.T, base, ours, theirs []byte) JSONResult {
	t.Helper()
	got, err := JSON(base, ours, theirs, appRules)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// restyle returns a text with other white space.
func restyle(src []byte) []byte {
	var b bytes.Buffer
	if json.Indent(&b, bytes.TrimPrefix(src, []byte(bom)), "", "\t") != nil {
		return src
	}
	return b.Bytes()
}
