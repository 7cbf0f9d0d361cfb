package merge

import "testing"

func TestJSONLike(t *testing.T) {
	for _, tt := range []struct {
		name, src, like, want string
		ok                    bool
	}{
		{"only formatting differs", `{"a":1,"b":[1,2]}`, "{\n  \"b\": [1, 2],\n  \"a\": 1\n}\n", "{\n  \"b\": [1, 2],\n  \"a\": 1\n}\n", true},
		{"a value differs", `{"a":1,"b":2}`, "{\n  \"b\": 3,\n  \"a\": 1\n}\n", "{\n  \"b\": 2,\n  \"a\": 1\n}\n", true},
		{"a member is missing", `{"a":1,"b":2}`, "{\n  \"a\": 1\n}\n", "{\n  \"a\": 1,\n  \"b\": 2\n}\n", true},
		{"a member is too many", `{"a":1}`, "{\n  \"a\": 1,\n  \"b\": 2\n}\n", "{\n  \"a\": 1\n}\n", true},
		{"no JSON", `{"a":1}`, "{", "", false},
		{"none to write", `{`, "{}", "", false},
	} {
		got, ok := JSONLike([]byte(tt.src), []byte(tt.like), Rules{})
		if ok != tt.ok || string(got) != tt.want {
			t.Errorf("%s: %q, %v; want %q, %v", tt.name, got, ok, tt.want, tt.ok)
		}
	}
}
