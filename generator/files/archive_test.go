package files

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestArchive(t *testing.T) {
	tree := Tree{
		{Path: "a/" + strings.Repeat("long/", 40) + "x.js", Content: []byte("x")},
		{Path: "empty"},
		{Path: "run.sh", Content: []byte("#!/bin/sh\n"), Executable: true},
		{Path: "中文 名.md", Content: bytes.Repeat([]byte("直播\n"), 1000)},
	}
	packed, err := tree.Pack()
	if err != nil {
		t.Fatal(err)
	}
	again, err := tree.Pack()
	if err != nil || !bytes.Equal(packed, again) {
		t.Errorf("a second archive differs: %v", err)
	}
	got, err := Unpack(packed)
	if err != nil || got.Digest() != tree.Digest() {
		t.Errorf("unpack = %s, %v", got.Paths(), err)
	}
}

func TestUnpackRefuses(t *testing.T) {
	whole, err := Tree{{Path: "a", Content: []byte("x")}, {Path: "b"}}.Pack()
	if err != nil {
		t.Fatal(err)
	}
	wrong := func(tree Tree) []byte {
		packed, err := tree.Pack()
		if err != nil {
			t.Fatal(err)
		}
		return packed
	}
	for name, data := range map[string][]byte{
		"nothing":                nil,
		"half an archive":        whole[:len(whole)/2],
		"a wrong checksum":       append(slices.Clone(whole[:len(whole)-8]), 0, 0, 0, 0, 0, 0, 0, 0),
		"a path that climbs out": wrong(Tree{{Path: "../a"}}),
		"an absolute path":       wrong(Tree{{Path: "/a"}}),
		"a file twice":           wrong(Tree{{Path: "a"}, {Path: "a"}}),
		"files out of order":     wrong(Tree{{Path: "b"}, {Path: "a"}}),
		"names that clash":       wrong(Tree{{Path: "A"}, {Path: "a"}}),
		"a file of the record":   wrong(Tree{{Path: ".mlvb/project.yaml"}}),
	} {
		if tree, err := Unpack(data); err == nil {
			t.Errorf("%s: unpack = %s", name, tree.Paths())
		}
	}
}

func FuzzBase(f *testing.F) {
	packed, err := Tree{{Path: "a", Content: []byte("x")}, {Path: "b/c", Executable: true}}.Pack()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	f.Fuzz(func(t *testing.T, data []byte) {
		tree, err := Unpack(data)
		for _, file := range tree {
			if err == nil && CheckPath(file.Path) != nil {
				t.Fatalf("unpack lets %q through", file.Path)
			}
		}
	})
}
