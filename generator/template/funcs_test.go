package template

import (
	"slices"
	"strings"
	"testing"
)

func TestTemplateFuncs(t *testing.T) {
	funcs := templateFuncs()
	for _, name := range allowedFuncs() {
		if funcs[name] == nil {
			t.Errorf("sprig has no %s", name)
		}
	}
	if len(funcs) != len(allowedFuncs()) || !slices.IsSorted(allowedFuncs()) {
		t.Errorf("templates may call %v", funcs)
	}
	all := `<% contains "b" "abc" %> <% default "d" "" %> <% hasPrefix "a" "ab" %> <% hasSuffix "b" "ab" %> <% lower "AB" %> ` +
		`<% replace "a" "b" "aa" %> <% ternary "y" "n" true %> <% toRawJson "<\"中\">" %> <% trim " a " %> <% trimPrefix "a" "ab" %> <% trimSuffix "b" "ab" %> <% upper "ab" %>`
	got, err := newActions(t.Context()).render("x", all, nil)
	if want := `true d true true ab bb y "<\"中\">" a b a AB`; err != nil || string(got) != want {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
	for _, name := range []string{"env", "expandenv", "now", "randInt", "uuidv4", "getHostByName", "genPrivateKey", "repeat", "until", "shuffle", "fail"} {
		if _, err := newActions(t.Context()).render("x", "<% "+name+" %>", nil); err == nil || !strings.Contains(err.Error(), "not defined") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
