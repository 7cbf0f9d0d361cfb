package paths_test

import (
	"testing"

	"mlvb/generator/paths"
)

func TestBetween(t *testing.T) {
	for _, tt := range []struct{ from, to, want string }{
		{".", "a/b", "a/b"},
		{"a", "a/b", "b"},
		{"a", "ab", "../ab"},
		{"a/b", "a/c/d", "../c/d"},
		{"a/b", "c", "../../c"},
	} {
		if got := paths.Between(tt.from, tt.to); got != tt.want {
			t.Errorf("Between(%q, %q) = %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}
