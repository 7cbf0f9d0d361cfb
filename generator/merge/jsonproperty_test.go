package merge

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"testing"

	"mlvb/internal/sample"
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
			_, err := readJSON(src, Base, values{})
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
		taken, err := c.Take(got.Merged, Theirs)
		if err != nil {
			t.Errorf("%v in %q: %v", c, got.Merged, err)
		} else if _, err := readJSON(taken, Ours, values{}); err != nil {
			t.Errorf("%v in %q: %q: %v", c, got.Merged, taken, err)
		}
	}
}

// checkSides checks at every object that all versions have that a member which
// one side alone changed is as that side has it.
func checkSides(t *testing.T, tr triple, got JSONResult) {
	t.Helper()
	var nodes [4]*node
	known := values{}
	for i, src := range [][]byte{tr.base, tr.ours, tr.theirs, got.Merged} {
		if len(src) == 0 {
			continue
		}
		var err error
		if nodes[i], err = readJSON(src, Base, known); err != nil {
			t.Errorf("%q: %v", src, err)
			return
		}
	}
	checkNode(t, trio{nodes[0], nodes[1], nodes[2]}, nodes[3])
}

func checkNode(t *testing.T, v trio, merged *node) {
	t.Helper()
	switch {
	case same(v.base, v.ours) || same(v.ours, v.theirs):
		if !same(merged, v.theirs) {
			t.Errorf("%q is lost: %q", v.theirs.raw(), merged.raw())
		}
	case same(v.base, v.theirs):
		if !same(merged, v.ours) {
			t.Errorf("%q is lost: %q", v.ours.raw(), merged.raw())
		}
	case v.ours.is(objectKind) && v.theirs.is(objectKind):
		base, ours, theirs, all := membersOf(v.base), membersOf(v.ours), membersOf(v.theirs), membersOf(merged)
		for _, side := range []entries{base, ours, theirs, all} {
			for _, k := range side.keys {
				if k.shadowed == 0 {
					checkNode(t, trio{base.items[k].value, ours.items[k].value, theirs.items[k].value}, all.items[k].value)
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
