package project

import (
	"maps"
	"testing"

	"mlvb/generator/template"
)

func FuzzRecordComesBack(f *testing.F) {
	r := Record{Schema: 1, Tool: "1", Template: template.ID{Name: "a", Version: "1.0.0"}, Base: "x", Answers: map[string]any{"a": true}}
	r.Layout = Layout{Only: true, Places: map[string]string{"a": "b"}}
	f.Add(r.format())
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := parseRecord(data)
		if err != nil {
			return
		}
		again, err := parseRecord(r.format())
		if err != nil || !again.sameBut(r) || !maps.Equal(again.Answers, r.Answers) {
			t.Errorf("a record does not come back: %v\n%s", err, r.format())
		}
	})
}
