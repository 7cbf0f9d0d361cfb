package project

import (
	"slices"
	"testing"
	"testing/fstest"

	"mlvb/generator/template"
	"mlvb/generator/template/templatetest"
)

func TestQuestionsOf(t *testing.T) {
	fsys := templatetest.Version("1.0.0", `questions:
  - {name: title, kind: text, prompt: {en: T}, required: true}
  - {name: lang, kind: choice, prompt: {en: L}, choices: [en, zh], default: en}
  - {name: chat, kind: bool, prompt: {en: C}}
  - {name: push, kind: text, prompt: {en: P}}
  - {name: play, kind: text, prompt: {en: P}, rules: [{differs: push, say: {en: x}}]}
  - {name: relay, kind: bool, prompt: {en: R}, when: {chat: [true]}}
files: {"live/chat.js": {when: {relay: [true]}}}
`, map[string]string{
		"all.js.tmpl":          "<% toRawJson . %>\n",
		"title.js.tmpl":        "<% .title %> .push\n",
		"live/config.js.tmpl":  "<%- if eq .lang \"en\" %>\n<% end %>.title <% $.play %>\n",
		"live/chat.js":         "",
		"live/words/index.js":  "",
		"other/title.txt.tmpl": "<% .title %>\n",
	})
	tmpl := load(t, fsys)
	for _, tt := range []struct {
		only  bool
		place string
		want  []string
	}{
		{false, "live", []string{"title", "lang", "chat", "push", "play", "relay"}},
		{true, "live", []string{"lang", "chat", "push", "play", "relay"}},
		{true, "live/config.js", []string{"lang", "push", "play"}},
		{true, "live/words", nil},
		{true, "title.js", []string{"title"}},
		{true, "all.js", []string{"title", "lang", "chat", "push", "play", "relay"}},
	} {
		questions, err := Layout{Only: tt.only, Places: map[string]string{tt.place: tt.place}}.QuestionsOf(tmpl)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, q := range questions {
			got = append(got, q.Name)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.place, got, tt.want)
		}
	}
}

func load(t *testing.T, fsys fstest.MapFS) *template.Template {
	t.Helper()
	tmpl, err := template.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return tmpl
}
