package merge

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestTextClean(t *testing.T) {
	long := strings.Repeat("长", 64<<10)
	for _, c := range []struct{ name, base, ours, theirs, want string }{
		{"far apart", "a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"},
		{"both alike", "a\nb\n", "a\nx\n", "a\nx\n", "a\nx\n"},
		{"both alike by other ways", "1\n2\n3\n4\n", "1\nx\n4\n", "1\nx\n4\n", "1\nx\n4\n"},
		{"CRLF of the user's, LF of the template", "a\nb\nc\n", "A\r\nb\r\nc\r\n", "a\nb\nC\nd\n", "A\r\nb\r\nC\r\nd\r\n"},
		{"LF of the user's, CRLF of the template", "a\r\nb\r\nc\r\n", "A\nb\nc\n", "a\r\nb\r\nC\r\n", "A\nb\nC\n"},
		{"a checkout with CRLF and no edit", "a\nb\n", "a\r\nb\r\n", "a\nB\n", "a\r\nB\r\n"},
		{"mixed ends stay, new lines take the usual end", "a\nb\nc\nd\n", "a\r\nb\nc\r\nD\r\n", "x\na\nb\nc\nd\n", "x\r\na\r\nb\nc\r\nD\r\n"},
		{"no newline at the end: the user's", "a\nb\nc\n", "a\nb\nc", "A\nb\nc\n", "A\nb\nc"},
		{"no newline at the end: the template's", "a\nb\nc\n", "A\nb\nc\n", "a\nb\nc", "A\nb\nc"},
		{"newline at the end added", "a\nb\nc", "a\nb\nc\n", "A\nb\nc", "A\nb\nc\n"},
		{"no newline at the end and lines after it", "a\nb\nc", "A\nb\nc", "a\nb\nc\nd", "A\nb\nc\nd"},
		{"an empty last line is not lost", "a\nb\nc", "A\nb\nc", "a\nb\nc\n\n", "A\nb\nc\n\n"},
		{"byte order mark of the user's", "a\nb\nc\n", "\ufeffa\nb\nc\n", "a\nb\nC\n", "\ufeffa\nb\nC\n"},
		{"byte order mark of the template's", "a\nb\nc\n", "a\nb\nC\n", "\ufeffa\nb\nc\n", "\ufeffa\nb\nC\n"},
		{"a second byte order mark is part of a line", "\ufeffa\nb\nc\n", "\ufeff\ufeffa\nb\nc\n", "a\nb\nC\n", "\ufeff\ufeffa\nb\nC\n"},
		{"GBK", "\xd6\xd0\n\xce\xc4\n\xbd\xe1\n", "\xd6\xd0\n\xce\xc4\n\xca\xf8\n", "\xb9\xfa\n\xce\xc4\n\xbd\xe1\n", "\xb9\xfa\n\xce\xc4\n\xca\xf8\n"},
		{"lines of 192 KiB", "a\n" + long + "\nb\n", "A\n" + long + "\nb\n", "a\n" + long + "\nB\n", "A\n" + long + "\nB\n"},
		{"a CR that ends no line", "a\rb\nc\nd\r\r\n", "a\rB\nc\nd\r\r\n", "a\rb\nc\nD\r\r\n", "a\rB\nc\nD\r\r\n"},
		{"emptied by both", "a\nb\n", "", "", ""},
		{"a run of changes lies where the other side changed nothing", "f\n}\n\ng\n}\n", "f\n}\n\nmine\n}\n\ng\n}\n", "F\n}\n\ng\n}\n", "F\n}\n\nmine\n}\n\ng\n}\n"},
	} {
		got, err := Text([]byte(c.base), []byte(c.ours), []byte(c.theirs), testLabels)
		if err != nil || len(got.Conflicts) > 0 || string(got.Merged) != c.want {
			t.Errorf("%s: %v, %d conflicts\ngot  %.200q\nwant %.200q", c.name, err, len(got.Conflicts), got.Merged, c.want)
		}
	}
}

func TestTextConflict(t *testing.T) {
	for _, c := range []struct {
		name, base, ours, theirs, want string
		conflicts                      []TextConflict
	}{
		{
			"common lines stay outside",
			"a\nb\nc\nd\n", "a\nx\nmine\nd\n", "a\nx\ntheirs\nd\n",
			"a\nx\n<<<<<<< yours\nmine\n||||||| template 1.0.0\nb\nc\n=======\ntheirs\n>>>>>>> template 1.1.0\nd\n",
			[]TextConflict{{Line: 3, Base: Range{2, 2}, Ours: Range{3, 1}, Theirs: Range{3, 1}}},
		},
		{
			"neighbouring lines", "a\nb\n", "A\nb\n", "a\nB\n",
			"<<<<<<< yours\nA\nb\n||||||| template 1.0.0\na\nb\n=======\na\nB\n>>>>>>> template 1.1.0\n",
			[]TextConflict{{1, Range{1, 2}, Range{1, 2}, Range{1, 2}}},
		},
		{
			"removed by the user", "a\nb\nc\n", "a\nc\n", "a\nB\nc\n",
			"a\n<<<<<<< yours\n||||||| template 1.0.0\nb\n=======\nB\n>>>>>>> template 1.1.0\nc\n",
			[]TextConflict{{2, Range{2, 1}, Range{2, 0}, Range{2, 1}}},
		},
		{
			"CRLF, byte order mark, no newline at the end", "a\nb", "\ufeffm\r\nb", "n\nb",
			"\ufeff<<<<<<< yours\r\nm\r\n||||||| template 1.0.0\r\na\r\n=======\r\nn\r\n>>>>>>> template 1.1.0\r\nb",
			[]TextConflict{{1, Range{1, 1}, Range{1, 1}, Range{1, 1}}},
		},
		{
			"no newline at the end of the conflict", "a", "m", "n",
			"<<<<<<< yours\nm\n||||||| template 1.0.0\na\n=======\nn\n>>>>>>> template 1.1.0",
			[]TextConflict{{1, Range{1, 1}, Range{1, 1}, Range{1, 1}}},
		},
		{
			"added on both sides", "", "a\nm\nb\nc\nd\ne\nx\n", "a\nn\nb\nc\nd\ne\n",
			"a\n<<<<<<< yours\nm\n||||||| template 1.0.0\n=======\nn\n>>>>>>> template 1.1.0\n" +
				"b\nc\nd\ne\n<<<<<<< yours\nx\n||||||| template 1.0.0\n=======\n>>>>>>> template 1.1.0\n",
			[]TextConflict{{2, Range{1, 0}, Range{2, 1}, Range{2, 1}}, {12, Range{1, 0}, Range{7, 1}, Range{7, 0}}},
		},
		{
			"lines that look like markers", "=======\n>>>>>>>> x\nb\n", "=======\n>>>>>>>> x\nm\n", "=======\n>>>>>>>> x\nn\n",
			"=======\n>>>>>>>> x\n<<<<<<<<< yours\nm\n||||||||| template 1.0.0\nb\n=========\nn\n>>>>>>>>> template 1.1.0\n",
			[]TextConflict{{3, Range{3, 1}, Range{3, 1}, Range{3, 1}}},
		},
	} {
		got, err := Text([]byte(c.base), []byte(c.ours), []byte(c.theirs), testLabels)
		if err != nil || string(got.Merged) != c.want {
			t.Errorf("%s: %v\ngot\n%s\nwant\n%s", c.name, err, got.Merged, c.want)
		}
		if !reflect.DeepEqual(got.Conflicts, c.conflicts) {
			t.Errorf("%s: conflicts %v, want %v", c.name, got.Conflicts, c.conflicts)
		}
	}
}

func TestTextRefusesBinary(t *testing.T) {
	utf16 := []byte("\xff\xfea\x00\n\x00")
	if _, err := Text([]byte("a\n"), utf16, []byte("b\n"), testLabels); !errors.Is(err, ErrBinary) {
		t.Error(err)
	}
	if got, err := Text(utf16, utf16, []byte("b\x00"), testLabels); err != nil || string(got.Merged) != "b\x00" {
		t.Error("a file that only the template changed needs no lines:", err)
	}
	if IsBinary([]byte(strings.Repeat("a", 8000) + "\x00")) {
		t.Error("only the first 8000 bytes count")
	}
}

func TestEqualText(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"a\r\nb\n", "a\nb\r\n", true},
		{"a\nb", "a\nb\n", false},
		{"a\rb", "a\nb", false},
		{"", "", true},
	} {
		if EqualText([]byte(c.a), []byte(c.b)) != c.want {
			t.Errorf("%q, %q: not %v", c.a, c.b, c.want)
		}
	}
}
