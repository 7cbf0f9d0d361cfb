package merge

import (
	"errors"
	"testing"
)

func TestTakeAllOfOne(t *testing.T) {
	for _, c := range []struct{ name, base, ours, theirs, taken string }{
		{"a value", `{"a": 1, "b": 0}`, "{\n  \"a\": 2,\n  \"b\": 0\n}", `{"a": {"c": 3}, "b": 0}`, "{\n  \"a\": {\"c\": 3},\n  \"b\": 0\n}"},
		{"added again", `{"a": 1, "b": 0}`, `{"b": 0}`, `{"a": 3, "b": 0}`, `{"b": 0, "a": 3}`},
		{"removed", `{"a": 1, "b": 0}`, `{"a": 2, "x": 0, "a": 2, "b": 0}`, `{"b": 0}`, `{"x": 0, "b": 0}`},
		{"in an object", `{"a": {"b": [1]}}`, `{"a": {"b": [2]}}`, `{"a": {"b": [3]}}`, `{"a": {"b": [3]}}`},
		{"in a list", `{"tabBar": {"list": [{"pagePath": "p", "text": "x"}]}}`, `{"tabBar": {"list": [{"pagePath": "p", "text": "y"}]}}`, `{"tabBar": {"list": [{"pagePath": "p", "text": "z"}]}}`, `{"tabBar": {"list": [{"pagePath": "p", "text": "z"}]}}`},
		{"an element", `{"subpackages": [{"root": "p", "n": 1}]}`, `{"subpackages": []}`, `{"subpackages": [{"root": "p", "n": 2}]}`, `{"subpackages": [{"root": "p", "n": 2}]}`},
		{"the whole", `1`, " 2\n", `3`, " 3\n"},
	} {
		got, err := JSON([]byte(c.base), []byte(c.ours), []byte(c.theirs), appRules)
		if err != nil || len(got.Conflicts) != 1 {
			t.Fatal(c.name, err, got.Conflicts)
		}
		taken, err := TakeAll(got.Merged, got.Conflicts, Theirs)
		if err != nil || string(taken) != c.taken {
			t.Errorf("%s: %v\ngot  %q\nwant %q", c.name, err, taken, c.taken)
		}
		back, err := TakeAll(taken, got.Conflicts, Ours)
		if err != nil || !EqualJSON(back, []byte(c.ours)) {
			t.Errorf("%s: back %v\ngot  %q\nwant %q", c.name, err, back, c.ours)
		}
	}
}

func TestTakeAllRefuses(t *testing.T) {
	c := JSONConflict{Path: Path{"a", "b"}, Theirs: []byte("1")}
	var path *PathError
	for _, text := range []string{`{}`, `{"a": 1}`} {
		if _, err := TakeAll([]byte(text), []JSONConflict{c}, Theirs); !errors.As(err, &path) {
			t.Errorf("%s: %v", text, err)
		}
	}
	var syntax *SyntaxError
	if _, err := TakeAll([]byte(`{"a": {}`), []JSONConflict{c}, Theirs); !errors.As(err, &syntax) {
		t.Error(err)
	}
	if got, err := TakeAll([]byte(`{"a": {}}`), []JSONConflict{c}, Ours); err != nil || string(got) != `{"a": {}}` {
		t.Errorf("%q %v", got, err)
	}
}

func TestPathMatches(t *testing.T) {
	for _, c := range []struct {
		pattern string
		path    Path
		under   bool
	}{
		{"setting.*", Path{"setting", "es6"}, true},
		{"setting.*", Path{"setting"}, false},
		{"setting.*", Path{"setting", "babelSetting", "ignore"}, true},
		{"simulator*", Path{"simulatorPluginLibVersion"}, true},
		{"simulator*", Path{"simulation"}, false},
		{"*Root", Path{"miniprogramRoot"}, true},
		{"a*b*c", Path{"a-b-b-c"}, true},
		{"a*b*c", Path{"abc"}, true},
		{"a*a", Path{"a"}, false},
		{"condition", Path{"condition", "miniprogram"}, true},
		{"condition", Path{"conditions"}, false},
	} {
		if c.path.under(c.pattern) != c.under {
			t.Errorf("%s under %s: not %v", c.path, c.pattern, c.under)
		}
	}
}

func TestTakeAll(t *testing.T) {
	base := `{"a": {"x": 1, "y": 1, "z": 1}, "b": [1], "c": 1, "d": 1}`
	theirs := `{"a": {"x": 3, "y": 3}, "b": [3], "c": 3, "d": 3, "e": 3}`
	ours := "{\n  \"d\": 2,\n  \"a\": {\"z\": 2, \"x\": 2},\n  \"b\": [2],\n  \"e\": 2\n}\n"
	got, err := JSON([]byte(base), []byte(ours), []byte(theirs), Rules{})
	if err != nil || len(got.Conflicts) != 7 {
		t.Fatal(err, got.Conflicts)
	}
	taken, err := TakeAll(got.Merged, got.Conflicts, Theirs)
	want := "{\n  \"d\": 3,\n  \"a\": {\"x\": 3, \"y\": 3},\n  \"b\": [3],\n  \"e\": 3,\n  \"c\": 3\n}\n"
	if err != nil || string(taken) != want {
		t.Errorf("%v\ngot  %q\nwant %q", err, taken, want)
	}
	if same, err := TakeAll(got.Merged, got.Conflicts, Ours); err != nil || string(same) != ours {
		t.Errorf("%v\ngot  %q\nwant %q", err, same, ours)
	}
	if none, err := TakeAll(got.Merged, nil, Theirs); err != nil || string(none) != ours {
		t.Errorf("%v\ngot  %q\nwant %q", err, none, ours)
	}
}

func TestTakeAllIsAllOrNothing(t *testing.T) {
	conflicts := []JSONConflict{
		{Path: Path{"a"}, Theirs: []byte("1")},
		{Path: Path{"b", "c"}},
		{Path: Path{"b", "d"}, Theirs: []byte("2")},
		{Path: Path{"e", "f"}, Theirs: []byte("3")},
	}
	var path *PathError
	got, err := TakeAll([]byte(`{"a": 0}`), conflicts, Theirs)
	if !errors.As(err, &path) || path.Path.String() != "b.d" || got != nil {
		t.Errorf("%q %v", got, err)
	}
	if _, err := TakeAll([]byte(`{"b": {}, "e": 1}`), conflicts, Theirs); !errors.As(err, &path) || path.Path.String() != "e.f" {
		t.Error(err)
	}
}

// Of a list that both sides reordered and an element that both changed, the list is
// taken as a whole.
func TestTakeAllInside(t *testing.T) {
	const theirs = `[{"root": "c", "n": 3}, {"root": "b"}, {"root": "a"}]`
	got, err := JSON([]byte(`{"subpackages": [{"root": "a"}, {"root": "b"}, {"root": "c", "n": 1}]}`),
		[]byte(`{"subpackages": [{"root": "b"}, {"root": "a"}, {"root": "c", "n": 2}]}`), []byte(`{"subpackages": `+theirs+`}`), appRules)
	if err != nil || len(got.Conflicts) != 2 {
		t.Fatal(err, got.Conflicts)
	}
	taken, err := TakeAll(got.Merged, got.Conflicts, Theirs)
	if err != nil || string(taken) != `{"subpackages": `+theirs+`}` {
		t.Errorf("%q %v", taken, err)
	}
}
