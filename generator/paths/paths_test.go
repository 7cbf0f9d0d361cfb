package paths_test

import (
	"strings"
	"testing"

	"mlvb/generator/paths"
)

func TestCheckPath(t *testing.T) {
	for _, good := range []string{
		"a", "a/b.js", ".gitignore", ".github/ci.yml", "中文 名.md", "console.js", "com.js", "com10", "git~", "gitx/a", ".mlvbx", "a..b", "nul1",
	} {
		if err := paths.Check(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for bad, why := range map[string]string{
		"": "is not a path", "a\xff": "is not a path", "/a": "absolute", "..": "climbs", "a/../b": "climbs", "../a": "climbs",
		"a//b": "shortest", "./a": "shortest", "a/": "shortest", ".": "shortest",
		`a\b`: "Windows forbids", "c:a": "Windows forbids", "a\nb": "Windows forbids", "a?": "Windows forbids", "x.git::$INDEX": "Windows forbids",
		"a.": "dot or a space", "a /b": "dot or a space",
		"CON": "device", "nul.txt": "device", "a/Aux.tar.gz": "device", "com1": "device", "LPT².x": "device", "con .js": "device", "conin$": "device",
		".git": "belongs to git", "a/.GIT/b": "belongs to git", "GIT~1": "belongs to git", "git~12/x": "belongs to git", ".g\u200cit": "belongs to git", "\ufeff.git": "belongs to git",
		strings.Repeat("x", 256): "255 bytes",
	} {
		if err := paths.Check(bad); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, want %s", bad, err, why)
		}
	}
}

func TestClashes(t *testing.T) {
	tests := []struct {
		names []string
		want  string // what the last one clashes with
	}{
		{[]string{"a", "b", "c/d", "c/e"}, ""},
		{[]string{"a", "A"}, "a"},
		{[]string{"a/b", "A/c"}, "a"},
		{[]string{"a", "a/b"}, "a"},
		{[]string{"a/b", "a"}, "a"},
		{[]string{"x/\u00e9", "x/e\u0301"}, "x/\u00e9"},
		{[]string{"stra\u00dfe", "STRASSE"}, ""}, // no file system takes these for the same
		{[]string{"ΣΣ", "σς"}, "ΣΣ"},
	}
	for _, tt := range tests {
		c, got := paths.NewClashes(), ""
		for _, path := range tt.names {
			got = c.Add(path)
		}
		if got != tt.want {
			t.Errorf("%q: the last clashes with %q, want %q", tt.names, got, tt.want)
		}
	}
}
