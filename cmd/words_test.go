package cmd

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
)

func TestBothLanguagesSayTheSame(t *testing.T) {
	en, zh := englishWords(), chineseWords()
	for _, key := range keysOf(en, zh) {
		switch {
		case en[key] == "" || zh[key] == "":
			t.Errorf("%s: English %q, Chinese %q: both must be there", key, en[key], zh[key])
		case !slices.Equal(verbs(en[key]), verbs(zh[key])):
			t.Errorf("%s: the verbs of %q are not those of %q", key, en[key], zh[key])
		}
	}
}

func TestEveryTextIsAskedForAndEveryKeyIsThere(t *testing.T) {
	exact, prefixes := keysAskedFor(t)
	en := englishWords()
	for key := range exact {
		if en[key] == "" {
			t.Errorf("the code asks for %q, which nobody says", key)
		}
	}
	for key := range en {
		dynamic := slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
		if !exact[key] && !dynamic {
			t.Errorf("%s: %q is never said", key, en[key])
		}
	}
}

// keysAskedFor collects the keys in all calls of say and count: whole ones, and
// the beginnings of those that are put together.
func keysAskedFor(t *testing.T) (exact map[string]bool, prefixes []string) {
	t.Helper()
	exact = map[string]bool{}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources: %v", err)
	}
	for _, file := range files {
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
			case !ok || file == "words.go": // where say and count are made
			case f.Sel.Name == "count":
				exact[unquote(t, call.Args[1])], exact[unquote(t, call.Args[2])] = true, true
			case f.Sel.Name != "say":
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
		t.Fatal("say is called with a key that begins with no literal")
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func keysOf(one, other words) []string {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(one)), maps.Keys(other))
	slices.Sort(keys)
	return slices.Compact(keys)
}

func TestChineseHasItsOwnPunctuation(t *testing.T) {
	narrow := regexp.MustCompile(`\p{Han}[,:;()!?]|[,:;()!?]\p{Han}`)
	for key, text := range chineseWords() {
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
