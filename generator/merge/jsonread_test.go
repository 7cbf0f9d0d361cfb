package merge

import (
	"errors"
	"strings"
	"testing"
)

func TestJSONRefuses(t *testing.T) {
	for text, where := range map[string]string{
		"":                          "line 1, column 1: expected a value",
		"{\n  // 注释\n}":             "line 2, column 3: expected a name in quotes",
		"{\"名\": 1,}":               "line 1, column 9: expected a name in quotes",
		"{\"a\": 1 \"b\": 2}":       "line 1, column 9: expected ','",
		"[1, 2":                     "line 1, column 6: expected ','",
		"[01]":                      "line 1, column 3: expected ','",
		"[1.]":                      "line 1, column 4: expected a digit",
		"[\"a\nb\"]":                "line 1, column 4: a string must end on its line",
		`["\x"]`:                    "line 1, column 4: unknown escape in a string",
		`["\u12"]`:                  "line 1, column 4: an escape needs four hex digits",
		"{} {}":                     "line 1, column 4: unexpected text after the value",
		strings.Repeat("[", 40_000): "line 1, column 201: nested too deeply",
	} {
		_, err := JSON([]byte("{}"), []byte(text), []byte(`{"a": 1}`), Rules{})
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || syntax.Side != Ours || err.Error() != where {
			t.Errorf("%.40q: %v\nwant %s", text, err, where)
		}
	}
}
