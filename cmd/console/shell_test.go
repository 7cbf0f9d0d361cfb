package console

import (
	"path/filepath"
	"testing"
)

func TestQuote(t *testing.T) {
	for _, c := range []struct{ word, posix, windows string }{
		{"myapp", "myapp", "myapp"},
		{"../my-app_2.0", "../my-app_2.0", "../my-app_2.0"},
		{"直播间", "直播间", "直播间"},
		{"my app", "'my app'", `"my app"`},
		{"直播 间", "'直播 间'", `"直播 间"`},
		{"full\u3000width", "'full\u3000width'", "\"full\u3000width\""},
		{"it's", `'it'\''s'`, `"it's"`},
		{"$HOME", "'$HOME'", `"$HOME"`},
		{"~me", "'~me'", `"~me"`},
		{"-n", "." + string(filepath.Separator) + "-n", ""},
		{"", "''", `""`},
	} {
		if got := quote(c.word, false); got != c.posix {
			t.Errorf("quote(%q) = %s, want %s", c.word, got, c.posix)
		}
		if got := quote(c.word, true); c.windows != "" && got != c.windows {
			t.Errorf("quote(%q) on Windows = %s, want %s", c.word, got, c.windows)
		}
	}
}
