package console

import (
	"encoding/json"
	"strings"
	"testing"

	"mlvb/cmd/words"
)

func TestVisible(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "title, tab\tand\nline", "title, tab\tand\nline"},
		{"Chinese", "直播间 “é” 🎥", "直播间 “é” 🎥"},
		{"clear the screen", "a\x1b[2Jb", `a\x1b[2Jb`},
		{"title of the window", "\x1b]0;x\a", `\x1b]0;x\a`},
		{"back to the margin", "mine\rtheirs", `mine\rtheirs`},
		{"C1", "a\u009b2J", `a\u009b2J`},
		{"C1 as a byte", "a\x9b2J", `a\x9b2J`},
		{"DEL", "a\x7f", `a\u007f`},
		{"overrides", "a\u202eb\u202a\u2066c\u2069", `a\u202eb\u202a\u2066c\u2069`},
		{"colours of others", "\x1b[31mred\x1b[0;31;1m", `\x1b[31mred\x1b[0;31;1m`},
		{"a broken character", "a\xe7\x9b", `a\xe7\x9b`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Visible(c.text); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	if got := OneLine("a\nmlvb: b"); got != `a\nmlvb: b` {
		t.Errorf("%q is more than a line", got)
	}
}

// TestOwnColours lets colours through that the style made, and no others.
func TestOwnColours(t *testing.T) {
	var b strings.Builder
	style := newStyle()
	evil := "x\x1b[31my\x1b[1;2m"
	_, err := screen{&b, style}.Write([]byte(style.Bold("a"+evil) + " b\n"))
	if want := "\x1b[1ma" + `x\x1b[31my\x1b[1;2m` + "\x1b[0m b\n"; err != nil || b.String() != want {
		t.Errorf("%q, %v, want %q", b.String(), err, want)
	}
	if other := newStyle(); other == style {
		t.Error("two styles have the same secret")
	}
}

// TestJSONStaysJSON writes what encoding/json lets through.
func TestJSONStaysJSON(t *testing.T) {
	var b strings.Builder
	want := "a\x1b[2J\r\x7f\u009b\u202e\\\x7f"
	if err := Plain(&b, &b, words.English).PrintJSON([]string{want}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\r\x7f\u009b\u202e") {
		t.Errorf("raw: %q", b.String())
	}
	var got []string
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil || got[0] != want {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}
