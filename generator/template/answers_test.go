package template

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"mlvb/generator/syntax"
	"mlvb/generator/template/templatetest"
)

func TestResolve(t *testing.T) {
	m := load(t, templatetest.Small()).Manifest
	preset, err := m.Preset("none")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		inputs []Input
		want   map[string]any // besides the defaults
		asked  string
	}{
		{"defaults", nil, nil, "title server chat domain play key"},
		{"a preset", []Input{preset}, map[string]any{"server": "none", "chat": false}, "title server chat domain play"},
		{"the first input decides", []Input{{"server": "go"}, {"server": "none", "domain": "b.c"}, preset}, map[string]any{"domain": "b.c", "chat": false}, "title server chat domain play key"},
		{"yes and no", []Input{{"chat": "no"}}, map[string]any{"chat": false}, "title server chat domain play key"},
		{"empty asks for the default", []Input{{"title": " "}, {"title": "x"}}, nil, "title server chat domain play key"},
		{"pasted", []Input{{"title": " a b\u3000", "domain": "\ufeffb.c\u200b\r\n", "server": "none ", "chat": " no"}}, map[string]any{"title": "a b", "domain": "b.c", "server": "none", "chat": false}, "title server chat domain play"},
		{"empty differs from empty", []Input{{"domain": "", "play": ""}}, nil, "title server chat domain play key"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, notices, err := m.Resolve(NewAnswers("我的 App"), tt.inputs...)
			if err != nil || len(notices) != 0 {
				t.Fatalf("Resolve = %v, %v", notices, err)
			}
			want := map[string]any{
				"folder": "我的 App", "name": "app", "title": "我的 App",
				"server": "go", "chat": true, "domain": "", "play": "",
			}
			for k, v := range tt.want {
				want[k] = v
			}
			if !reflect.DeepEqual(a.Values, want) {
				t.Errorf("Values = %v, want %v", a.Values, want)
			}
			if asked := strings.Join(a.Asked, " "); asked != tt.asked {
				t.Errorf("Asked = %s, want %s", asked, tt.asked)
			}
		})
	}
}

func TestResolveRefuses(t *testing.T) {
	m := load(t, templatetest.Small()).Manifest
	tests := []struct {
		name  string
		input Input
		want  string
	}{
		{"an unknown name", Input{"titel": "x"}, `unknown answer "titel"`},
		{"a built-in name", Input{"folder": "x"}, `unknown answer "folder"`},
		{"a rule", Input{"domain": "a/b"}, `domain "a/b" has a path`},
		{"the same answer twice", Input{"domain": "A.b", "play": "a.B"}, `play "a.B" is the other domain too`},
		{"no choice", Input{"server": "Go"}, `server "Go" is not one of go, none`},
		{"no bool", Input{"chat": "maybe"}, `chat "maybe" is neither true nor false`},
		{"a bool for text", Input{"title": true}, "title true is not text: put it in quotes"},
		{"a number for a bool", Input{"chat": "1"}, `chat "1" is neither true nor false`},
		{"bytes", Input{"title": "\xff"}, `title "\xff" is not UTF-8 text`},
		{"a secret that is none", Input{"key": "HUSH"}, "key is no key"},
		{"spaces inside", Input{"domain": " a/ b "}, `domain "a/ b" has a path`},
		{"a secret of two lines", Input{"key": "a\nB=hush"}, "key has a control character"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := m.Resolve(NewAnswers("app"), tt.input)
			if err == nil || err.Error() != tt.want {
				t.Errorf("Resolve = %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestResolveSaysWhatCmdNeeds(t *testing.T) {
	m := load(t, templatetest.Small()).Manifest
	var answer *AnswerError
	if _, _, err := m.Resolve(NewAnswers("app"), Input{"server": "og"}); !errors.As(err, &answer) ||
		answer.Question != "server" || answer.Value != "og" || answer.Hint.In("en") != `did you mean "go"?` || answer.Say.In("zh-CN") == "" {
		t.Errorf("a wrong choice is %+v", answer)
	}
	if _, _, err := m.Resolve(NewAnswers("app"), Input{"key": "HUSH"}); !errors.As(err, &answer) || !answer.Secret || answer.Value != nil {
		t.Errorf("a wrong secret is %+v", answer)
	}
	if _, err := m.Preset("nome"); err == nil || err.Error() != `unknown preset "nome"` {
		t.Errorf("Preset = %v", err)
	}
	required := Question{Name: "appid", Kind: KindText, Required: true}
	m = Manifest{Questions: []Question{required}}
	var missing *MissingError
	if _, _, err := m.Resolve(NewAnswers("app")); !errors.As(err, &missing) || missing.Question.Name != "appid" {
		t.Errorf("Resolve without a required answer = %v", err)
	}
	if _, _, err := m.Resolve(NewAnswers("app"), Input{"appid": ""}); err == nil || err.Error() != `appid "" must not be empty` {
		t.Errorf("Resolve with an empty required answer = %v", err)
	}
}

func TestResolveWarns(t *testing.T) {
	m := load(t, templatetest.Small()).Manifest
	a, notices, err := m.Resolve(NewAnswers("app"), Input{"domain": "a.test", "server": "none", "key": "hush"})
	if err != nil || len(notices) != 2 {
		t.Fatalf("Resolve = %v, %v", notices, err)
	}
	if n := notices[0]; n.Question != "domain" || n.Value != "a.test" || n.Say.In("en") != "is a test domain" {
		t.Errorf("first notice: %+v", n)
	}
	if n := notices[1]; n.Question != "key" || n.Value != nil || !strings.HasPrefix(n.Say.In("en"), "is ignored") {
		t.Errorf("second notice: %+v", n)
	}
	if len(a.Secrets["key"]) != 0 {
		t.Error("a secret that was not asked for is kept")
	}
}

func TestSecretsDoNotShow(t *testing.T) {
	m := load(t, templatetest.Small()).Manifest
	a, _, err := m.Resolve(NewAnswers("app"), Input{"key": "hush"})
	if err != nil {
		t.Fatal(err)
	}
	if string(a.Secrets["key"]) != "hush" {
		t.Fatal("the secret is lost")
	}
	asJSON, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{fmt.Sprint(a), fmt.Sprintf("%+v", a), fmt.Sprintf("%#v", a), fmt.Sprintf("%q", a), string(asJSON), fmt.Sprint(a.Recorded())} {
		if strings.Contains(shown, "hush") {
			t.Errorf("the secret shows: %s", shown)
		}
	}
}

func TestAcceptIsWhatResolveSays(t *testing.T) {
	m := load(t, templatetest.Small()).Manifest
	known := Answers{Values: map[string]any{"domain": "a.b"}}
	play, _ := m.Question("play")
	if _, _, err := play.Accept("A.B ", known); err == nil {
		t.Error("Accept accepts what Resolve refuses")
	}
	if value, _, err := play.Accept(" c.d", known); err != nil || value != "c.d" {
		t.Errorf("Accept = %v, %v", value, err)
	}
	domain, _ := m.Question("domain")
	if _, n, err := domain.Accept("a.test", known); err != nil || n == nil {
		t.Errorf("Accept = %v, %v; want a notice", n, err)
	}
	title, _ := m.Question("title")
	if value, ok := title.Fallback(NewAnswers("直播 间")); !ok || value != "直播 间" {
		t.Errorf("Fallback = %v, %v", value, ok)
	}
}

func TestFolderNamesAreShownSafely(t *testing.T) {
	a := NewAnswers("a\nb\x00\xff")
	if got := a.Values["folder"]; got != "a b \ufffd" {
		t.Errorf("folder = %q", got)
	}
}

func TestSlug(t *testing.T) {
	for folder, want := range map[string]string{
		"myapp": "myapp", "My App": "my-app", "直播": "live-app", "直播 app": "app", "2024": "live-app",
		"2024 live": "live", "--": "live-app", "a_b.c": "a-b-c", "A__": "a", "": "live-app", ".": "live-app", "Vendor": "live-app",
		strings.Repeat("x", 200): strings.Repeat("x", 64),
	} {
		if got := Slug(folder); got != want {
			t.Errorf("Slug(%q) = %q, want %q", folder, got, want)
		}
	}
}

func TestReadInput(t *testing.T) {
	tests := []struct {
		name, file string
		want       Input
	}{
		{"YAML", "# mine\nappid: wx1\nchat: false\ntitle: '5'\n", Input{"appid": "wx1", "chat": false, "title": "5"}},
		{"JSON", "{\n\t\"appid\": \"wx1\",\n\t\"chat\": true,\n\t\"title\": \"\\u76f4\\/\\ud83d\\ude00\"\n}\n", Input{"appid": "wx1", "chat": true, "title": "直/😀"}},
		{"BOM and CRLF", "\ufeffappid: wx1\r\ntitle: 直播\r\n", Input{"appid": "wx1", "title": "直播"}},
		{"a number that is written in one way only", "sdkappid: 1400000001\nrate: 1.5\nlow: -3\n", Input{"sdkappid": "1400000001", "rate": "1.5", "low": "-3"}},
		{"several lines", "title: >-\n  one\n  two\nnotes: |\n  a\n  b\n", Input{"title": "one two", "notes": "a\nb\n"}},
		{"empty", "", Input{}},
		{"comments only", "# nothing\n", Input{}},
		{"an alias", "a: &x hello\nb: *x\n", Input{"a": "hello", "b": "hello"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _, err := ReadInput("answers.yaml", []byte(tt.file))
			if err != nil || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("ReadInput = %v, %v; want %v", got, err, tt.want)
			}
		})
	}
}

func TestReadInputRefuses(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"a leading zero", "a: x\nid: 0123\n", "answers.yaml:2:5: 0123 is no text to YAML: put it in quotes"},
		{"a bent number", "id: 1.0\n", "answers.yaml:1:5: 1.0 is no text to YAML"},
		{"a hexadecimal number", "id: 0x10\n", "answers.yaml:1:5: 0x10 is no text to YAML"},
		{"underscores", "id: 1_000\n", "answers.yaml:1:5: 1_000 is no text to YAML"},
		{"infinity", "id: .inf\n", "answers.yaml:1:5: .inf is no text to YAML"},
		{"nothing", "id:\n", "answers.yaml:1:5: no value: write '' for an empty answer"},
		{"null", `{"id": null}`, "answers.yaml:1:8: no value"},
		{"a list", "id: [a]\n", "answers.yaml:1:5: an answer is text, true or false"},
		{"a mapping", "id: {a: b}\n", "answers.yaml:1:6: an answer is text, true or false"},
		{"a list of answers", "- id\n", "answers.yaml:1:1: want keys with values here"},
		{"the same name twice", "id: a\nid: b\n", `answers.yaml:2:1: mapping key "id" already defined`},
		{"a second document", "id: a\n---\nid: b\n", "answers.yaml:2:1: a second document"},
		{"no YAML", "id: [\n", "answers.yaml:1:5: "},
		{"broken JSON", "{\"id\": \"a\"\n", "answers.yaml:1:1: "},
		{"a tag", "id: !!binary aGk=\n", "answers.yaml:1:5: want text here"},
		{"UTF-16", "\xff\xfei\x00d\x00", "answers.yaml:1: not UTF-8 text"},
		{"a number for a name", "1: a\n", "answers.yaml:1:1: 1 is no text to YAML"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := ReadInput("answers.yaml", []byte(tt.file))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("ReadInput = %v\nwant %s", err, tt.want)
			}
		})
	}
}

func FuzzInput(f *testing.F) {
	f.Add([]byte("a: b\nc: 1\n"))
	f.Add([]byte(`{"a": "\ud83d\ude00", "b": true}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		in, places, err := ReadInput("answers.yaml", data)
		var fault *syntax.Error
		if err != nil && !errors.As(err, &fault) {
			t.Fatalf("ReadInput = %v, which names no place", err)
		}
		for question, value := range in {
			if !strings.HasPrefix(places[question], "answers.yaml:") {
				t.Fatalf("%s is at %q", question, places[question])
			}
			switch value.(type) {
			case string, bool:
			default:
				t.Fatalf("%s is a %T", question, value)
			}
		}
	})
}
