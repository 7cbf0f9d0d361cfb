package files

import "testing"

func TestTreeDigest(t *testing.T) {
	trees := []Tree{
		nil,
		{{Path: "a", Content: []byte("b")}},
		{{Path: "ab"}},
		{{Path: "a", Content: []byte("b"), Executable: true}},
		{{Path: "a"}, {Path: "b"}},
		{{Path: "a", Content: []byte("\x01b-\x00")}},
	}
	seen := map[string]int{}
	for i, tree := range trees {
		if other, ok := seen[tree.Digest()]; ok {
			t.Errorf("trees %d and %d have the same digest", other, i)
		}
		seen[tree.Digest()] = i
	}
}
