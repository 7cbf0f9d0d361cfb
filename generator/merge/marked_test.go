package merge

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestMarkedConflicts(t *testing.T) {
	for text, want := range map[string][]MarkedConflict{
		"a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\nd\n":            {{2, 6, "ours", "theirs"}},
		"\ufeff<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> feature/x y": {{1, 5, "HEAD", "feature/x y"}},
		"<<<<<<<\n|||||||\n=======\n>>>>>>>\n":                           {{1, 4, "", ""}},
		"<<<<<<< .mine\na\n||||||| .r1\nb\n=======\nc\n>>>>>>> .r2\n":    {{1, 7, ".mine", ".r2"}},
		"<<<<<<<<< a\n=========\n>>>>>>>>> b\n":                          {{1, 3, "a", "b"}},
		marked:                                                           {{2, 8, "yours", "template 1.1.0"}},
		marked + marked:                                                  {{2, 8, "yours", "template 1.1.0"}, {12, 18, "yours", "template 1.1.0"}},
		"<<<<<<< a\nTitle\n=======\nx\n=======\ny\n>>>>>>> b\n":          {{1, 7, "a", "b"}},
		"<<<<<<< HEAD\n||||||| base\n<<<<<<<<< T1\n=========\n>>>>>>>>> T2\n=======\n>>>>>>> main\n": {{1, 7, "HEAD", "main"}},
		"<<<<<<< HEAD\n<<<<<<< yours\n=======\n>>>>>>> template\n=======\n>>>>>>> main\n":            {{2, 4, "yours", "template"}},
		"<<<<<<< HEAD\n=======\n<<<<<<< yours\nb\n>>>>>>> main\n":                                    {{1, 5, "HEAD", "main"}},
		"<<<<<<< left over\ntext\n<<<<<<< a\n=======\n>>>>>>> b\n":                                   {{3, 5, "a", "b"}},

		"": nil,
		"Title\n=======\n\ntext\n\nOther\n=======\n": nil,
		"<<<<<<< a\n>>>>>>> b\n":                     nil,
		"<<<<<<< a\nb\n=======\nc\n":                 nil,
		"=======\nb\n>>>>>>> c\n":                    nil,
		">>>>>>> c\n=======\n<<<<<<< a\n":            nil,
		"<<<<<< a\n======\n>>>>>> b\n":               nil,
		"<<<<<<< a\n========\n>>>>>>> b\n":           nil,
		"<<<<<<<< a\n=======\n>>>>>>> b\n":           nil,
		"  <<<<<<< a\n  =======\n  >>>>>>> b\n":      nil,
		"<<<<<<<EOF\n=======\n>>>>>>>EOF\n":          nil,
		"# <<<<<<< a\n# =======\n# >>>>>>> b\n":      nil,
	} {
		if got := MarkedConflicts([]byte(text)); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestMarkedConflictsOfGit lets git write markers of several styles, sizes and
// labels, finds them all, and takes each side as git itself does.
func TestMarkedConflictsOfGit(t *testing.T) {
	git := newGitMerge(t)
	for seed := range uint64(*triples / 10) {
		tr := newTriple(seed)
		if looksMarked(tr.base) || looksMarked(tr.ours) || looksMarked(tr.theirs) {
			continue
		}
		bare := triple{seed, plain(tr.base), plain(tr.ours), plain(tr.theirs)}
		style := []string{"--no-diff3", "--diff3", "--zdiff3"}[seed%3]
		size := fmt.Sprint("--marker-size=", 7+seed%4)
		text, clean := git.run(t, bare, style, size)
		if found := MarkedConflicts(text); clean != (len(found) == 0) || len(found) != bytes.Count(text, []byte(testLabels.Theirs+lf)) {
			t.Errorf("git clean: %v, found %v in\n%s", clean, found, text)
		}
		for option, side := range map[string]Side{"--ours": Ours, "--theirs": Theirs} {
			got, err := Markers{Labels: testLabels, Size: int(7 + seed%4)}.Take(text, side)
			if err != nil {
				t.Errorf("%v\n%s", err, text)
			}
			if style == "--no-diff3" {
				want, _ := git.run(t, bare, option)
				checkSame(t, bare, got, want)
			}
		}
	}
}

var markerLike = regexp.MustCompile(`(?m)^[<|=>]{7}`)

func looksMarked(text []byte) bool { return markerLike.Match(text) }

// FuzzMarkedConflicts compares the sets that are found with those that a regular
// expression finds, and checks what remains when a side is taken.
func FuzzMarkedConflicts(f *testing.F) {
	f.Add([]byte(marked))
	f.Add([]byte("<<<<<<<\n=======\n>>>>>>>\n<<<<<<<< a\r\n||||||||\n========\r\n>>>>>>>> b"))
	f.Add([]byte("Title\n=======\n<<<<<<< a\n<<<<<<< b\n=======\n=======\n>>>>>>> c\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		found := MarkedConflicts(text)
		if want := hasSet(text); want != (len(found) > 0) {
			t.Fatalf("%q: %v, want any: %v", text, found, want)
		}
		count := len(parse(text).lines)
		for i, c := range found {
			if c.First < 1 || c.Last <= c.First || c.Last > count || i > 0 && c.Last <= found[i-1].Last {
				t.Fatalf("%q: %v", text, found)
			}
		}
		for _, side := range []Side{Ours, Theirs} {
			m := Markers{Labels: testLabels}
			if taken, err := m.Take(text, side); err == nil && m.first(taken) > 0 && m.first(text) == 0 {
				t.Fatalf("%q became %q, which has markers", text, taken)
			}
		}
	})
}

// hasSet looks for a complete set of any size that occurs.
func hasSet(text []byte) bool {
	text = bytes.TrimPrefix(text, []byte(bom))
	for _, run := range regexp.MustCompile(`(?m)^<{7,}`).FindAll(text, -1) {
		n := len(run)
		line := func(char string) string { return fmt.Sprintf(`^[%s]{%d}( [^\n]*)?\r?$`, char, n) }
		if n > 500 {
			return len(MarkedConflicts(text)) > 0 // more than a regular expression repeats
		}
		set := `(?ms)` + strings.Join([]string{line("<"), line("="), line(">")}, ".*?")
		if regexp.MustCompile(set).Match(text) {
			return true
		}
	}
	return false
}

func TestMarkersLeft(t *testing.T) {
	const shown = "To resolve, edit\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\nby hand.\n"
	m := Markers{Labels: testLabels}
	for _, c := range []struct {
		name, text, template string
		want                 int
	}{
		{"none", "a\nTitle\n=======\n", shown, 0},
		{"those of mlvb", "a\n" + marked, "", 3},
		{"one of mlvb's alone", "a\n>>>>>>> template 1.1.0\n", "", 2},
		{"git checkout -m", "a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n", "b\n", 2},
		{"git's above those of mlvb", "<<<<<<< ours\n=======\n>>>>>>> theirs\n" + marked, "", 1},
		{"those of mlvb above git's", marked + "<<<<<<< ours\n=======\n>>>>>>> theirs\n", "", 2},
		{"shown by the template", "mine\n" + shown, shown, 0},
		{"shown by the template, and git's", shown + "<<<<<<< HEAD\n=======\n>>>>>>> main\n", shown, 8},
	} {
		if got := m.Left([]byte(c.text), []byte(c.template)); got != c.want {
			t.Errorf("%s: line %d, want %d", c.name, got, c.want)
		}
	}
}

func TestMarkersTakeOrRefuse(t *testing.T) {
	m := Markers{Labels: testLabels}
	const git = "<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n"
	for _, c := range []struct{ name, text, template, want string }{
		{"its own", marked, "", "a\r\nm\r\nz\n=======\n"},
		{"none", "a\n", "", "a\n"},
		{"shown by the template", git + marked, git, git + "a\r\nm\r\nz\n=======\n"},
	} {
		if got, err := m.TakeOrRefuse([]byte(c.text), []byte(c.template), Ours); err != nil || string(got) != c.want {
			t.Errorf("%s: %q %v", c.name, got, err)
		}
	}
	for text, want := range map[string]string{
		marked + git: `line 11: conflict markers of another tool, from "ours" to "theirs"`,
		git:          `line 1: conflict markers of another tool, from "ours" to "theirs"`,
		"<<<<<<< HEAD\n" + marked + ">>>>>>> main\n": `line 3: conflict markers are incomplete or out of order`,
		"a\n<<<<<<< yours\nm\n=======\n":             `line 2: conflict markers are incomplete or out of order`,
	} {
		if got, err := m.TakeOrRefuse([]byte(text), nil, Theirs); got != nil || err == nil || err.Error() != want {
			t.Errorf("%q: %q %v, want %s", text, got, err, want)
		}
	}
}
