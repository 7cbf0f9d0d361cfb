package syntax

import "testing"

func TestNearest(t *testing.T) {
	questions := []string{"appid", "title", "push_domain", "play_domain"}
	commands := []string{"completion", "help", "new", "serve", "template", "version"}
	for _, c := range []struct {
		word  string
		known []string
		want  string
	}{
		{"apid", questions, "appid"},
		{"APPID", questions, "appid"},
		{"titel", questions, "title"},
		{"push-domain", questions, "push_domain"},
		{"plya_domain", questions, "play_domain"},
		{"xyzzy", questions, ""},
		{"", questions, ""},
		{"serv", commands, "serve"}, // a letter missing
		{"nwe", commands, "new"},    // two letters swapped
		{"Template", commands, "template"},
		{"templates", commands, "template"}, // a letter too many
		{"comp", commands, "completion"},    // the name begins with it
		{"boolean", []string{"text", "bool"}, "bool"},
		{"update", commands, ""},
		{"", commands, ""},
		{"xyz", commands, ""},
	} {
		if got := Nearest(c.word, c.known); got != c.want {
			t.Errorf("Nearest(%q, %q) = %q, want %q", c.word, c.known, got, c.want)
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
