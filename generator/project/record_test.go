package project

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"mlvb/generator/syntax"
	"mlvb/generator/template"
)

func someRecord() Record {
	return Record{
		Schema:   1,
		Tool:     "v1.2.3",
		Template: template.ID{Name: "live", Version: "1.0.0", Digest: strings.Repeat("a", 64), Source: "../模板 1"},
		Base:     strings.Repeat("0", 64),
		Answers:  map[string]any{"name": "app", "chat": true, "title": "直播 \"间\": #1\t\u2028", "id": "0123", "no": "no", "empty": ""},
	}
}

func TestRecordComesBack(t *testing.T) {
	want := someRecord()
	got, err := parseRecord(want.format())
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s\ncomes back as %+v, %v\nwant %+v", want.format(), got, err, want)
	}
}

func TestReadRecordRefuses(t *testing.T) {
	good := string(someRecord().format())
	tests := []struct{ name, old, now, want string }{
		{"a newer schema", "schema: 1", "schema: 2", string(MadeByNewer)},
		{"an unknown key", "base:", "bass:", `.mlvb/project.yaml:9:1: unknown key "bass": did you mean "base"?`},
		{"no schema", "schema: 1\n", "", ".mlvb/project.yaml:2:1: a record has schema, template and base"},
		{"a list for an answer", `"0123"`, "[a]", "an answer is text, true or false"},
		{"what a merge left", "answers:", "<<<<<<< ours\nanswers:", ".mlvb/project.yaml:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			writeRecord(t, dir, strings.Replace(good, tt.old, tt.now, 1))
			if _, err := ReadRecord(dir); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("ReadRecord = %v, want %s", err, tt.want)
			}
		})
	}
}

func writeRecord(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, Dir), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(RecordFile)), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestReadRecordFollowsNoLinks(t *testing.T) {
	outside := t.TempDir()
	writeRecord(t, outside, string(someRecord().format()))
	dir := t.TempDir()
	if _, err := ReadRecord(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("ReadRecord of no project = %v, want fs.ErrNotExist", err)
	}
	if err := os.Symlink(filepath.Join(outside, Dir), filepath.Join(dir, Dir)); err != nil {
		t.Fatal(err)
	}
	if r, err := ReadRecord(dir); err == nil {
		t.Errorf("ReadRecord through a link = %+v", r)
	}
}

func TestRelativeSource(t *testing.T) {
	for _, tt := range []struct{ dir, source, want string }{
		{"app", "", ""}, {"app", "templates/mine", "../templates/mine"}, {"app", "app/t", "t"}, {"a/b", "/", "/"},
	} {
		got, err := relativeSource(tt.dir, filepath.FromSlash(tt.source))
		if tt.want == "/" && strings.HasPrefix(got, "../../") {
			continue // as deep as the test runs
		}
		if err != nil || got != tt.want {
			t.Errorf("from %q to %q: %q, %v; want %q", tt.dir, tt.source, got, err, tt.want)
		}
	}
}

func FuzzRecord(f *testing.F) {
	f.Add(someRecord().format(), "直播", "0123")
	f.Add([]byte("schema: 1\nanswers: {a: *b}\n"), "\u0085\ufeff", "a: b # c")
	f.Fuzz(func(t *testing.T, data []byte, question, answer string) {
		var fault *syntax.Error
		if _, err := parseRecord(data); err != nil && !errors.As(err, &fault) {
			t.Fatalf("parseRecord = %v, which names no place", err)
		}
		r := someRecord()
		r.Tool, r.Answers["title"] = question, answer
		if _, _, err := (template.Question{Kind: template.KindText}).Accept(answer, template.Answers{}); err != nil {
			return
		}
		if _, _, err := (template.Question{Kind: template.KindText}).Accept(question, template.Answers{}); err != nil {
			return
		}
		got, err := parseRecord(r.format())
		if err != nil || !reflect.DeepEqual(got, r) {
			t.Fatalf("%q comes back as %+v, %v", r.format(), got, err)
		}
	})
}
