package merge

import (
	"errors"
	"slices"
	"testing"
)

func TestDecided(t *testing.T) {
	conflicts := []JSONConflict{
		{Path: Path{"a", "b"}, Base: []byte("1"), Ours: []byte("2.0"), Theirs: []byte("3")},
		{Path: Path{"gone"}, Base: []byte("1"), Theirs: []byte("2")},
		{Path: Path{"tabBar", "list", "[pagePath=p]", "text"}, Ours: []byte(`"y"`), Theirs: []byte(`"z"`)},
	}
	const fresh = `{"a": {"b": 2}, "tabBar": {"list": [{"pagePath": "o"}, {"pagePath": "p", "text": "y"}]}}`
	for _, c := range []struct {
		name, src string
		want      []bool
	}{
		{"as the merge left it", fresh, []bool{false, false, false}},
		{"written in another way", `{"tabBar": {"list": [{"text": "\u0079", "pagePath": "p"}]}, "a": {"b": 20e-1}}`, []bool{false, false, false}},
		{"of two members the last counts", `{"a": {"b": 9, "b": 2}, "tabBar": {"list": [{"pagePath": "p", "text": "x", "text": "y"}]}}`, []bool{false, false, false}},
		{"other values", `{"a": {"b": 3}, "gone": null, "tabBar": {"list": [{"pagePath": "p", "text": "z"}]}}`, []bool{true, true, true}},
		{"the value removed, the element removed", `{"a": {}, "tabBar": {"list": []}}`, []bool{true, false, true}},
		{"the places removed", `[]`, []bool{true, false, true}},
		{"a place became a scalar", `{"a": 7, "tabBar": "x"}`, []bool{true, false, true}},
		{"comments and trailing commas", "\ufeff// head\r\n{\"a\": /* , } */ {\"b\": 2, /**/},\n \"tabBar\": {\"list\": [{\"pagePath\": \"p\", \"text\": \"y\"} , ] },\n} // end", []bool{false, false, false}},
		{"decided in spite of comments", "{\"a\": {\"b\": 3 /* \"b\": 2 */}, // \"b\": 2\n\"tabBar\": {\"list\": [{\"pagePath\": \"p\", \"text\": \"y\",}]}}", []bool{true, false, false}},
		{"slashes in a string are no comment", `{"a": {"b": 2}, "u": "http://x/*", "tabBar": {"list": [{"pagePath": "p", "text": "y"}]}}`, []bool{false, false, false}},
	} {
		got, err := Decided([]byte(c.src), conflicts)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v %v, want %v", c.name, got, err, c.want)
		}
	}
}

func TestDecidedCannotTell(t *testing.T) {
	conflicts := []JSONConflict{{Path: Path{"a"}, Ours: []byte("1"), Theirs: []byte("2")}}
	for src, where := range map[string]string{
		"":                          "line 1, column 1: expected a value",
		"{\"a\": 2\n \"b\": 1}":     "line 2, column 2: expected ','",
		"{\"a\": 2,,}":              "line 1, column 9: expected a name in quotes",
		"{,}":                       "line 1, column 2: expected a name in quotes",
		"{\"a\": 2} /* open":        "line 1, column 10: the comment does not end",
		"{\"a\": 2} /":              "line 1, column 10: unexpected text after the value",
		"<<<<<<< yours\n{}":         "line 1, column 1: expected a value",
		"{\"a\": 2}\n// fine\n{}":   "line 3, column 1: unexpected text after the value",
		"{\"a\": 2 # no comment\n}": "line 1, column 9: expected ','",
	} {
		got, err := Decided([]byte(src), conflicts)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || err.Error() != where || got != nil {
			t.Errorf("%q: %v %v, want %s", src, got, err, where)
		}
	}
}

// A list that both sides put in another order gets the template's new elements all
// the same. That alone must not look like a decision.
func TestReorderedListIsNotDecided(t *testing.T) {
	for name, c := range map[string][4]string{
		"strings": {`{"pages": ["a", "b", "c"]}`, `{"pages": ["b", "a", "c", "m"]}`, `{"pages": ["c", "b", "a", "d"]}`, `["b", "a", "d", "c", "m"]`},
		"objects with a key, one of them changed": {
			`{"subpackages": [{"root": "a"}, {"root": "b"}, {"root": "c"}]}`, `{"subpackages": [{"root": "b"}, {"root": "a"}, {"root": "c"}]}`,
			`{"subpackages": [{"root": "c", "name": "n"}, {"root": "b"}, {"root": "a"}]}`, `[{"root": "b"}, {"root": "a"}, {"root": "c", "name": "n"}]`,
		},
	} {
		got, err := JSON([]byte(c[0]), []byte(c[1]), []byte(c[2]), appRules)
		if err != nil || len(got.Conflicts) != 1 || string(got.Conflicts[0].Ours) != c[3] {
			t.Fatalf("%s: %v %q", name, err, got.Conflicts)
		}
		for src, want := range map[string]bool{string(got.Merged): false, c[1]: true} {
			if decided, err := Decided([]byte(src), got.Conflicts); err != nil || decided[0] != want {
				t.Errorf("%s: %q: decided %v %v", name, src, decided, err)
			}
		}
	}
}
