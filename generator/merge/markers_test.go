package merge

import (
	"errors"
	"testing"
)

const marked = "a\r\n<<<<<<< yours\nm\r\n||||||| template 1.0.0\nb\n=======\nn\n>>>>>>> template 1.1.0\nz\n=======\n"

func TestMarkersTake(t *testing.T) {
	m := Markers{Labels: testLabels}
	for side, want := range map[Side]string{
		Base:   "a\r\nb\nz\n=======\n",
		Ours:   "a\r\nm\r\nz\n=======\n",
		Theirs: "a\r\nn\nz\n=======\n",
	} {
		if got, err := m.Take([]byte(marked), side); err != nil || string(got) != want {
			t.Errorf("%d: %v\ngot  %q\nwant %q", side, err, got, want)
		}
	}
	for text, want := range map[string]string{
		"": "", "a": "a", "\ufeffa\r\n": "\ufeffa\r\n", "=======\n": "=======\n",
		"a\n<<<<<<< yours\nm\n=======\nn\n>>>>>>> template 1.1.0": "a\nm",
		"<<<<<<< HEAD\nm\n=======\nn\n>>>>>>> main\n":             "<<<<<<< HEAD\nm\n=======\nn\n>>>>>>> main\n",
	} {
		if got, err := m.Take([]byte(text), Ours); err != nil || string(got) != want {
			t.Errorf("%q: %v\ngot  %q\nwant %q", text, err, got, want)
		}
	}
}

func TestMarkersTakeRefuses(t *testing.T) {
	for text, line := range map[string]int{
		"a\n<<<<<<< yours\nm\n=======\nn\n":                                  2,
		"a\n>>>>>>> template 1.1.0\n":                                        2,
		"||||||| template 1.0.0\n":                                           1,
		"<<<<<<< yours\n<<<<<<< yours\n":                                     2,
		"<<<<<<< yours\n>>>>>>> template 1.1.0\n":                            2,
		"<<<<<<< yours\n=======\n=======\n>>>>>>> template 1.1.0\n":          3,
		"<<<<<<< yours\n=======\n||||||| template 1.0.0\n>>>>>>> template 1": 3,
	} {
		var broken *MarkerError
		_, err := Markers{Labels: testLabels}.Take([]byte(text), Ours)
		if !errors.As(err, &broken) || broken.Line != line {
			t.Errorf("%q: %v, want line %d", text, err, line)
		}
	}
}

func TestMarkersFirst(t *testing.T) {
	m := Markers{Labels: testLabels}
	for text, want := range map[string]bool{
		marked:                             true,
		"a\r\n>>>>>>> template 1.1.0\r\n":  true,
		"||||||| template 1.0.0":           true,
		"\ufeff<<<<<<< yours\n":            true,
		"Title\n=======\n":                 false,
		"<<<<<<< HEAD\n=======\n>>>>>>> x": false,
		" <<<<<<< yours\n":                 false,
		"<<<<<<<< yours\n":                 false,
		"":                                 false,
	} {
		if m.first([]byte(text)) > 0 != want {
			t.Errorf("%q: not %v", text, want)
		}
	}
	if (Markers{Labels: testLabels, Size: 8}).first([]byte("<<<<<<<< yours\n")) != 1 {
		t.Error("longer markers are not found")
	}
}
