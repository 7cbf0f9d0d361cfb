package merge

import (
	"slices"
	"testing"
)

// projectRules are what mlvb knows of project.config.json.
var projectRules = Rules{
	Owned: []string{
		"libVersion", "projectname", "condition", "editorSetting", "simulator*", "description",
	},
	OwnedIfNew: []string{"setting.*"},
}

var appRules = Rules{Keys: []ListKey{
	{"subpackages", "root"}, {"subPackages", "root"}, {"tabBar.list", "pagePath"},
}}

var jsonCases = []struct {
	name               string
	base, ours, theirs string
	want               string
	conflicts          []string // path: base | ours | theirs
	rules              Rules
}{
	{
		name: "a member added by each",
		base: `{"a": 1}`, ours: `{"a": 1, "mine": 2}`, theirs: `{"a": 1, "new": 3}`,
		want: `{"a": 1, "mine": 2, "new": 3}`,
	},
	{
		name: "order, indent and missing final newline are the user's",
		base: "{\n  \"a\": 1,\n  \"b\": {\"c\": 1}\n}\n",
		ours: "{\n\t\"b\": {\n\t\t\"c\": 1\n\t},\n\t\"a\": 1\n}", theirs: "{\n  \"a\": 2,\n  \"b\": {\"c\": 1, \"d\": [\n    1\n  ]}\n}\n",
		want: "{\n\t\"b\": {\n\t\t\"c\": 1,\n\t\t\"d\": [\n\t\t\t1\n\t\t]\n\t},\n\t\"a\": 2\n}",
	},
	{
		name: "CRLF and byte order mark",
		base: "{\n  \"a\": 1\n}\n", ours: "\ufeff{\r\n  \"a\": 1,\r\n  \"m\": 0\r\n}\r\n", theirs: "{\n  \"a\": 1,\n  \"n\": {\n    \"x\": 1\n  }\n}\n",
		want: "\ufeff{\r\n  \"a\": 1,\r\n  \"m\": 0,\r\n  \"n\": {\r\n    \"x\": 1\r\n  }\r\n}\r\n",
	},
	{
		name: "a text on one line stays on one line",
		base: `{"a":1}`, ours: `{"a":1,"m":0}`, theirs: "{\n  \"a\": 1,\n  \"n\": {\n    \"x\": [\n      1,\n      2\n    ]\n  }\n}\n",
		want: `{"a":1,"m":0,"n":{"x":[1,2]}}`,
	},
	{
		name: "members go after the one that precedes them in the template",
		base: "{\n  \"a\": 1,\n  \"b\": 1\n}", ours: "{\n  \"b\": 1,\n  \"a\": 1,\n  \"m\": 1\n}", theirs: "{\n  \"first\": 0,\n  \"a\": 1,\n  \"n\": 1,\n  \"b\": 1\n}",
		want: "{\n  \"first\": 0,\n  \"b\": 1,\n  \"a\": 1,\n  \"m\": 1,\n  \"n\": 1\n}",
	},
	{
		name: "removed members take their comma along",
		base: `{"a": 1, "b": 2, "c": 3}`, ours: `{ "a": 1 , "b": 2, "c": 3, "m": 4 }`, theirs: `{"b": 2}`,
		want: `{ "b": 2, "m": 4 }`,
	},
	{
		name: "the last member removed",
		base: "{\n  \"a\": 1\n}", ours: "{\n  \"a\": 1.0\n}\n", theirs: `{}`,
		want: "{}\n",
	},
	{
		name: "a first member added",
		base: `{}`, ours: "{}\n", theirs: "{\n    \"a\": {\n        \"b\": []\n    }\n}\n",
		want: "{\n  \"a\": {\n    \"b\": []\n  }\n}\n",
	},
	{
		name: "both changed a value",
		base: `{"a": 1, "b": 1}`, ours: `{"a": 2, "b": 1}`, theirs: `{"a": 3, "b": 2}`,
		want: `{"a": 2, "b": 2}`, conflicts: []string{"a: 1 | 2 | 3"},
	},
	{
		name: "removed here, changed there",
		base: `{"a": 1, "b": 1}`, ours: `{"b": 2}`, theirs: `{"a": 3}`,
		want: `{"b": 2}`, conflicts: []string{"b: 1 | 2 | ", "a: 1 |  | 3"},
	},
	{
		name: "an owned path settles for the user, without a word",
		base: `{"libVersion": "1", "condition": {}, "projectname": "a"}`, ours: `{"libVersion": "2", "condition": {"x": {"list": [1]}}, "projectname": "a"}`,
		theirs: `{"libVersion": "3", "condition": {"x": {"list": [2]}}, "projectname": "b"}`,
		want:   `{"libVersion": "2", "condition": {"x": {"list": [1]}}, "projectname": "b"}`, rules: projectRules,
	},
	{
		name: "a setting that the base lacks is the tool's, one that it has is not",
		base: `{"setting": {"es6": 1}}`, ours: `{"setting": {"es6": 2, "swc": false}}`, theirs: `{"setting": {"es6": 3, "swc": true}}`,
		want: `{"setting": {"es6": 2, "swc": false}}`, conflicts: []string{"setting.es6: 1 | 2 | 3"}, rules: projectRules,
	},
	{
		name: "pages are a set in order",
		base: `{"pages": ["a", "b", "c"]}`, ours: `{"pages": ["a", "c", "mine"]}`, theirs: `{"pages": ["new", "a", "b", "x", "c", "y"]}`,
		want: `{"pages": ["new", "a", "x", "c", "mine", "y"]}`,
	},
	{
		name: "pages: the user's own home page stays first",
		base: `{"pages": ["a"]}`, ours: `{"pages": ["mine", "a"]}`, theirs: `{"pages": ["new", "a"]}`,
		want: `{"pages": ["mine", "new", "a"]}`,
	},
	{
		name: "pages: removed by the template, kept lines keep their places",
		base: "{\"pages\": [\n  \"a\",\n  \"b\",\n  \"c\"\n]}", ours: "{\"pages\": [\n  \"a\",\n  \"b\",\n  \"c\",\n  \"m\"\n]}", theirs: `{"pages": ["b"]}`,
		want: "{\"pages\": [\n  \"b\",\n  \"m\"\n]}",
	},
	{
		name: "the template's order of pages, with the user's additions",
		base: `{"pages": ["a", "b"]}`, ours: `{"pages": ["a", "m", "b"]}`, theirs: `{"pages": ["b", "n", "a"]}`,
		want: `{"pages": ["b", "n", "a", "m"]}`,
	},
	{
		name: "two new orders",
		base: `["a", "b", "c"]`, ours: `["b", "a", "c"]`, theirs: `["c", "b", "a", "d"]`,
		want:      `["b", "a", "d", "c"]`,
		conflicts: []string{`: ["a", "b", "c"] | ["b", "a", "d", "c"] | ["c", "b", "a", "d"]`},
	},
	{
		name: "objects in a list by value",
		base: `{"packOptions": {"ignore": []}}`,
		ours: `{"packOptions": {"ignore": [{"type": "file", "value": "m"}]}}`, theirs: `{"packOptions": {"ignore": [{"value": "n", "type": "file"}]}}`,
		want: `{"packOptions": {"ignore": [{"type": "file", "value": "m"}, {"value": "n", "type": "file"}]}}`,
	},
	{
		name: "objects in a list, one changed by both",
		base: `[{"a": 1}, {"b": 1}]`, ours: `[{"a": 2}, {"b": 1}]`, theirs: `[{"a": 3}, {"b": 1}]`,
		want: `[{"a": 2}, {"b": 1}]`, conflicts: []string{`: [{"a": 1}, {"b": 1}] | [{"a": 2}, {"b": 1}] | [{"a": 3}, {"b": 1}]`},
	},
	{
		name:   "objects with a key",
		base:   `{"subpackages": [{"root": "live", "pages": ["a"]}]}`,
		ours:   `{"subpackages": [{"root": "mine", "pages": ["m"]}, {"root": "live", "pages": ["a", "b"]}]}`,
		theirs: `{"subpackages": [{"root": "live", "name": "l", "pages": ["a", "c"]}, {"root": "more", "pages": []}]}`,
		want:   `{"subpackages": [{"root": "mine", "pages": ["m"]}, {"root": "live", "name": "l", "pages": ["a", "b", "c"]}, {"root": "more", "pages": []}]}`, rules: appRules,
	},
	{
		name: "objects with a key, changed by both",
		base: `{"tabBar": {"list": [{"pagePath": "p", "text": "x"}]}}`, ours: `{"tabBar": {"list": [{"pagePath": "p", "text": "y"}]}}`, theirs: `{"tabBar": {"list": [{"pagePath": "p", "text": "z"}]}}`,
		want: `{"tabBar": {"list": [{"pagePath": "p", "text": "y"}]}}`, conflicts: []string{`tabBar.list[pagePath=p].text: "x" | "y" | "z"`}, rules: appRules,
	},
	{
		name: "other lists change as a whole",
		base: `{"a": [1, 2], "b": [1, 2]}`, ours: `{"a": [1, 2], "b": [1, 2, 3]}`, theirs: `{"a": [2, 1], "b": [2]}`,
		want: `{"a": [2, 1], "b": [1, 2, 3]}`, conflicts: []string{"b: [1, 2] | [1, 2, 3] | [2]"},
	},
	{
		name: "numbers, strings and names compare by value",
		base: `{"a": 1.50, "b": "\u4e2d", "c": 1}`, ours: `{"\u0061": 15e-1, "b": "中", "c": 1, "m": 0}`, theirs: `{"a": 1.5, "b": "国", "c": 2}`,
		want: `{"\u0061": 15e-1, "b": "国", "c": 2, "m": 0}`,
	},
	{
		name: "of two members with one name the last counts",
		base: `{"a": 1, "b": 1}`, ours: `{"a": 7, "m": 0, "a": 1, "b": 1}`, theirs: `{"a": 2}`,
		want: `{"a": 7, "m": 0, "a": 2}`,
	},
	{
		name: "both such members go",
		base: `{"a": 1, "b": 1}`, ours: `{"a": 7, "b": 1, "a": 1}`, theirs: `{"b": 1}`,
		want: `{"b": 1}`,
	},
	{
		name: "added on both sides",
		base: ``, ours: `{"a": 1, "b": {"c": 1}}`, theirs: `{"a": 2, "b": {"d": 1}, "e": []}`,
		want: `{"a": 1, "b": {"c": 1, "d": 1}, "e": []}`, conflicts: []string{"a:  | 1 | 2"},
	},
}

func TestJSON(t *testing.T) {
	for _, c := range jsonCases {
		t.Run(c.name, func(t *testing.T) {
			got, err := JSON([]byte(c.base), []byte(c.ours), []byte(c.theirs), c.rules)
			if err != nil {
				t.Fatal(err)
			}
			if string(got.Merged) != c.want {
				t.Errorf("got  %q\nwant %q", got.Merged, c.want)
			}
			var conflicts []string
			for _, f := range got.Conflicts {
				conflicts = append(conflicts, f.Path.String()+": "+string(f.Base)+" | "+string(f.Ours)+" | "+string(f.Theirs))
			}
			if !slices.Equal(conflicts, c.conflicts) {
				t.Errorf("conflicts %q\nwant      %q", conflicts, c.conflicts)
			}
		})
	}
}
