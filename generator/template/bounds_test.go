package template

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestActionsAreBounded runs what would never end, or take all memory.
func TestActionsAreBounded(t *testing.T) {
	double := func(n int, step string) string {
		return `<% $s := "0123456789" %>` + strings.Repeat("<% $s = "+step+" %>", n)
	}
	for name, tt := range map[string]struct{ text, want string }{
		"a long loop":             {"<% range 10000000000 %><% end %>", "more than two million passes"},
		"loops in loops":          {strings.Repeat("<% range 10000 %>", 5) + strings.Repeat("<% end %>", 5), "more than two million passes"},
		"an empty template":       {`<% define "a" %><% end %><% range 10000000 %><% template "a" %><% end %>`, "more than two million passes"},
		"templates that double":   {defines(40), "more than two million passes"},
		"print that doubles":      {double(60, "print $s $s"), "would be larger than 16 MiB"},
		"printf that doubles":     {double(60, `printf "%s%s" $s $s`), "would be larger than 16 MiB"},
		"printf of one again":     {double(20, "print $s $s") + `<% printf "` + strings.Repeat("%[1]s", 1000) + `" $s %>`, "would be larger than 16 MiB"},
		"replace that multiplies": {double(12, "print $s $s") + `<% replace "0" $s $s %>`, "would be larger than 16 MiB"},
		"html that grows":         {double(1, `replace "0" "<" $s`) + strings.Repeat("<% $s = html $s | print $s %>", 60), "would be larger than 16 MiB"},
		"much of little":          {double(18, "print $s $s") + strings.Repeat("<% $t := lower $s %>", 200), "more text than 256 MiB"},
		"a wide verb":             {`<% printf "%100000d" 1 %>`, "no width of more than three digits"},
		"a wide verb by number":   {`<% printf "%*d" 1000000 1 %>`, "no width of more than three digits"},
		"a precise verb":          {`<% printf "%.99999f" 1.5 %>`, "no width of more than three digits"},
		"many actions":            {strings.Repeat("<% if true %>", 20_000), "more than 10000 actions"},
		"many brackets":           {"<% " + strings.Repeat("(", 1<<20), "max expression depth exceeded"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := newActions(t.Context()).render("x", tt.text, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("render = %.200v, want %s", err, tt.want)
			}
		})
	}
	for text, want := range map[string]string{
		`<% range 3 %>x<% end %>`: "xxx", `<% printf "%03d %-5s|%q" 7 "a" "b" %>`: `007 a    |"b"`, `<% html "<" %><% print 1 "a" %>`: "&lt;1a",
		`<% define "a" %>x<% end %><% template "a" %>`: "x",
	} {
		if got, err := newActions(t.Context()).render("x", text, nil); err != nil || string(got) != want {
			t.Errorf("%s = %q, %v, want %q", text, got, err, want)
		}
	}
}

// defines is a template that calls another one twice, which does the same, and
// so on.
func defines(n int) string {
	var b strings.Builder
	for i := range n {
		name, next := fmt.Sprint("t", i), fmt.Sprint("t", i+1)
		b.WriteString(`<% define "` + name + `" %><% template "` + next + `" %><% template "` + next + `" %><% end %>`)
	}
	return b.String() + fmt.Sprintf(`<%% define "t%d" %%><%% end %%><%% template "t0" %%>`, n)
}

func TestRenderEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newActions(ctx).render("x", "<% range 10 %>x<% end %>", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("render = %v, want context.Canceled", err)
	}
}
