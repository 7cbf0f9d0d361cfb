package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mlvb/cmd/words/en"
	"mlvb/cmd/words/zh"
)

func TestBothLanguagesSayTheSame(t *testing.T) {
	english, chinese := en.Areas(), zh.Areas()
	for _, area := range keysOf(english, chinese) {
		texts, others := english[area], chinese[area]
		for _, key := range keysOf(texts, others) {
			switch {
			case texts[key] == "" || others[key] == "":
				t.Errorf("%s, %s: English %q, Chinese %q: both must be there", area, key, texts[key], others[key])
			case !slices.Equal(verbs(texts[key]), verbs(others[key])):
				t.Errorf("%s, %s: the verbs of %q are not those of %q", area, key, texts[key], others[key])
			}
		}
	}
}

// TestNoKeyHasTwoTexts looks for a key that two areas have: one of them would
// never be said.
func TestNoKeyHasTwoTexts(t *testing.T) {
	in := map[string]string{}
	for area, texts := range en.Areas() {
		for key := range texts {
			if other, twice := in[key]; twice {
				t.Errorf("%s is in %s and in %s", key, other, area)
			}
			in[key] = area
		}
	}
}

func TestEveryTextIsAskedForAndEveryKeyIsThere(t *testing.T) {
	exact, prefixes := keysAskedFor(t)
	said := In(English)
	for key := range exact {
		if said[key] == "" {
			t.Errorf("the code asks for %q, which nobody says", key)
		}
	}
	for key := range said {
		dynamic := slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
		if !exact[key] && !dynamic {
			t.Errorf("%s: %q is never said", key, said[key])
		}
	}
}

// keysAskedFor collects the keys in all calls of Say and Count: whole ones, and
// the beginnings of those that are put together.
func keysAskedFor(t *testing.T) (exact map[string]bool, prefixes []string) {
	t.Helper()
	exact = map[string]bool{}
	for _, file := range sources(t) {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			f, ok := call.Fun.(*ast.SelectorExpr)
			switch {
			case !ok:
			case f.Sel.Name == "Count" && len(call.Args) == 3:
				exact[unquote(t, call.Args[1])], exact[unquote(t, call.Args[2])] = true, true
			case f.Sel.Name != "Say":
			case leftmost(call.Args[0]) == call.Args[0]:
				exact[unquote(t, call.Args[0])] = true
			default:
				prefixes = append(prefixes, unquote(t, leftmost(call.Args[0])))
			}
			return true
		})
	}
	return exact, prefixes
}

// sources lists the files of the command line, without those of this package.
func sources(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, folder := range []string{"..", "../console", "../prompt", "../dev/view", "../dev/view/build", "../dev/view/npm"} {
		found, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(found) == 0 {
			t.Fatalf("no sources in %s: %v", folder, err)
		}
		files = append(files, found...)
	}
	return files
}

func leftmost(e ast.Expr) ast.Expr {
	for {
		sum, ok := e.(*ast.BinaryExpr)
		if !ok {
			return e
		}
		e = sum.X
	}
}

func unquote(t *testing.T, e ast.Expr) string {
	t.Helper()
	literal, ok := e.(*ast.BasicLit)
	if !ok {
		t.Fatal("Say is called with a key that begins with no literal")
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func keysOf[T any](one, other map[string]T) []string {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(one)), maps.Keys(other))
	slices.Sort(keys)
	return slices.Compact(keys)
}

func TestChineseHasItsOwnPunctuation(t *testing.T) {
	narrow := regexp.MustCompile(`\p{Han}[,:;()!?]|[,:;()!?]\p{Han}`)
	for key, text := range In(Chinese) {
		if found := narrow.FindString(text); found != "" {
			t.Errorf("%s: %q in %q", key, found, text)
		}
	}
}

// verbs lists the verbs of a format in the order of their arguments.
func verbs(format string) []string {
	var found []string
	for i, match := range regexp.MustCompile(`%(?:\[(\d+)\])?([a-z])`).FindAllStringSubmatch(format, -1) {
		at := match[1]
		if at == "" {
			at = strconv.Itoa(i + 1)
		}
		found = append(found, at+match[2])
	}
	slices.Sort(found)
	return found
}
