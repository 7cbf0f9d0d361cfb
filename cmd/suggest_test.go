package cmd

import "testing"

func TestClosest(t *testing.T) {
	known := []string{"completion", "help", "new", "serve", "template", "version"}
	for typed, want := range map[string]string{
		"serv":      "serve",    // a letter missing
		"nwe":       "new",      // two letters swapped
		"Template":  "template", // another case
		"templates": "template", // a letter too many
		"comp":      "completion",
		"update":    "",
		"":          "",
		"xyz":       "",
	} {
		if got := closest(typed, known); got != want {
			t.Errorf("closest(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"abc", "", 3},
		{"", "abc", 3},
		{"node", "ndoe", 1},
		{"node", "code", 1},
		{"node", "nod", 1},
		{"直播间", "直播", 1},
		{"ca", "abc", 3}, // no edit within a swap
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
