package merge

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestCommentsChangeNoValue(t *testing.T) {
	for seed := range uint64(2000) {
		g := jsonGenerator{rand.New(rand.NewPCG(seed, 5))}
		checkCommented(t, g.write(g.value(0)))
	}
}

// FuzzCommentedJSON checks that whatever is JSON is the same value to the reader
// that allows comments, with comments and trailing commas put in as well.
func FuzzCommentedJSON(f *testing.F) {
	for _, c := range jsonCases {
		f.Add([]byte(c.ours))
	}
	f.Add([]byte("[1, // one\n 2, /* , ] */ ] // end"))
	f.Fuzz(func(t *testing.T, src []byte) {
		conflict := JSONConflict{Path: Path{"a", "[b=c]"}, Ours: []byte("1")}
		if decided, err := Decided(src, []JSONConflict{conflict}); (err == nil) != (len(decided) == 1) {
			t.Fatalf("%q: %v %v", src, decided, err)
		}
		if CheckJSON(src) == nil {
			checkCommented(t, src)
		}
	})
}

func checkCommented(t *testing.T, src []byte) {
	t.Helper()
	ids := valueIDs{}
	want, err := readJSON(src, Base, ids)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range [][]byte{src, commented(src)} {
		got, err := readCommentedJSON(text, Ours, ids)
		if err != nil || !equalValues(got, want) {
			t.Fatalf("%q: %v, not the value of %q", text, err, src)
		}
	}
}

// commented puts comments after all commas, and a comma after each last item.
func commented(src []byte) []byte {
	var out []byte
	inText, last := false, byte(0)
	for i := 0; i < len(src); i++ {
		c := src[i]
		switch {
		case inText && c == '\\':
			out = append(out, c)
			i++
			c = src[i]
		case c == '"':
			inText = !inText
		case !inText && (c == '}' || c == ']') && last != '{' && last != '[':
			out = append(out, " /* \"last\": */ , // ]\n"...)
		}
		out = append(out, c)
		if !inText && c == ',' {
			out = append(out, "/*,{*/"...)
		}
		if bytes.IndexByte([]byte(" \t\r\n"), c) < 0 {
			last = c
		}
	}
	return out
}

// Texts that would take too much memory are refused, and merge by lines.
func TestLimits(t *testing.T) {
	many := []byte("[" + strings.Repeat("0,", maxValues) + "0]")
	var syntax *SyntaxError
	if _, err := JSON(nil, many, []byte("[]"), Rules{}); !errors.As(err, &syntax) || syntax.Reason != "too many values" {
		t.Error(err)
	}
	if err := CheckJSON(many[:len(many)-6]); !errors.As(err, &syntax) || syntax.Reason == "too many values" {
		t.Error(err)
	}
	lines := []byte(strings.Repeat("\n", maxLines+1))
	if _, err := Text(lines, []byte("a"), []byte("b"), testLabels); !errors.Is(err, ErrTooLong) {
		t.Error(err)
	}
	for lastWord, want := range map[Side]string{Ours: ".env\n" + string(lines), Theirs: string(lines) + ".env"} {
		if got := Lines([]byte("a"), lines, []byte(".env"), lastWord); string(got) != want {
			t.Errorf("%d: %d bytes", lastWord, len(got))
		}
	}
	if _, err := Text(lines[1:], []byte("a"), []byte("b"), testLabels); err != nil {
		t.Error(err)
	}
}

// White space of the user's is used again for what is added, but not megabytes of it.
func TestLongWhiteSpaceIsNotMultiplied(t *testing.T) {
	space := "\n" + strings.Repeat(" ", 100_000)
	theirs := []byte(`{"a": 1` + string(numbered(2000, ",\n\"k%d\": {\n\"x\": 1}")) + `}`)
	for _, ours := range []string{"{" + space + `"a": 1}`, `{"a":` + space + `1}`, space + "{\n\"a\": 1}", "{\"a\": 1," + space + "\"b\": 1}"} {
		got, err := JSON([]byte(`{"a": 1}`), []byte(ours), theirs, Rules{})
		if err != nil || CheckJSON(got.Merged) != nil || len(got.Merged) > 4_000_000 {
			t.Errorf("%d bytes, %v", len(got.Merged), err)
		}
	}
}
