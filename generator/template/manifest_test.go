package template

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"mlvb/generator/syntax"
	"mlvb/generator/template/templatetest"
)

func load(tb testing.TB, files fstest.MapFS) *Template {
	tb.Helper()
	template, err := Load(files)
	if err != nil {
		tb.Fatal(err)
	}
	return template
}

func TestLoadReadsAll(t *testing.T) {
	for name, change := range map[string]func(string) string{
		"as it is":       func(s string) string { return s },
		"BOM and CRLF":   func(s string) string { return "\ufeff" + strings.ReplaceAll(s, "\n", "\r\n") },
		"a start marker": func(s string) string { return "---\n" + s },
		"anchor and alias": func(s string) string {
			return strings.Replace(strings.Replace(s, "{en: Title}", "&t {en: Title}", 1), "{en: Key}", "*t", 1)
		},
		"a comment on top":   func(s string) string { return "# mine\n" + s },
		"no newline at last": strings.TrimSpace,
	} {
		t.Run(name, func(t *testing.T) {
			files := templatetest.Small()
			files[ManifestFile].Data = []byte(change(templatetest.SmallManifest))
			m := load(t, files).Manifest
			if m.Name != "small" || len(m.Questions) != 6 || len(m.Layers) != 2 || m.Secrets.To != "server/.env" {
				t.Errorf("Load = %+v", m)
			}
			domain, _ := m.Question("domain")
			if len(domain.Rules) != 2 || domain.Rules[1].Level != LevelWarning || domain.Prompt.In("zh-CN") != "域名" {
				t.Errorf("domain = %+v", domain)
			}
			if domain.Prompt.In("fr") != "Domain" {
				t.Errorf("the prompt in fr is %q", domain.Prompt.In("fr"))
			}
		})
	}
}

func TestLoadRefuses(t *testing.T) {
	// Each case replaces one text of the manifest.
	tests := []struct{ name, old, now, want string }{
		{"a second document", "presets:", "---\npresets:", "26:1: a second document"},
		{"an unknown key", "title: {en: Small}", "titel: {en: Small}", `4:1: unknown key "titel": did you mean "title"?`},
		{"a newer schema", "schema: 1", "schema: 2", "1:9: schema 2 is newer"},
		{"a version that YAML bends", "version: 1.0.0", "version: 1.0", "3:10: 1.0 is no text to YAML: put it in quotes"},
		{"a version of two parts", "version: 1.0.0", "version: '1.0'", `3:10: "1.0" is not a version`},
		{"an octal number", "choices: [go, none]", "choices: [0123, none]", "7:44: 0123 is no text to YAML"},
		{"a name in capitals", "name: small", "name: Small", `2:7: "Small" is not a name`},
		{"a reserved name", "name: title", "name: folder", `6:12: "folder" is taken`},
		{"a question twice", "name: server", "name: title", `7:12: a second question "title"`},
		{"an unknown kind", "kind: bool", "kind: boolean", `8:24: unknown "boolean": did you mean "bool"?`},
		{"a bad expression", "reject: '/'", "reject: '('", "13:18: missing closing ): `(`"},
		{"a rule with two tests", "reject: '/'", "reject: '/', match: x", "13:10: a rule has one of"},
		{"a rule without a test", "reject: '/', ", "", "13:10: a rule has one of"},
		{"a rule without a reason", "level: warning, say: {en: is a test domain}", "level: warning", "14:10: a rule has to say"},
		{"a rule on a choice", "choices: [go, none],", "choices: [go, none], rules: [{match: x, say: {en: x}}],", "7:6: question server: rules and secret go with kind text"},
		{"no English", "{en: Title}", "{zh-CN: 标题}", "6:40: no text in en"},
		{"differs from nothing", "differs: domain", "differs: domian", `18:23: unknown question "domian": did you mean "domain"?`},
		{"a choice without a default", ", default: go}", "}", "7:6: question server: a choice is required or has a default"},
		{"a default that is no choice", "default: go", "default: rust", "7:6: question server: the default rust is not one of go, none"},
		{"a default of another kind", "default: true", "default: maybe", "8:6: question chat: the default maybe is neither true nor false"},
		{"a default with a fault", "<% .folder %>", "<% .foldr %>", "6:6: question title: the default: no question is called"},
		{"required and a default", "default: ''", "default: ''\n    required: true", "15:5: question play: required or a default"},
		{"a condition on nothing", "when: {server: go}\npresets", "when: {serve: go}\npresets", `25:12: unknown question "serve"`},
		{"a condition on no choice", "when: {server: go}\npresets", "when: {server: rust}\npresets", "25:20: rust is not one of go, none"},
		{"a condition on text for a bool", "when: {server: go}\npresets", "when: {chat: 'yes'}\npresets", "25:18: want true or false"},
		{"a condition that looks ahead", "default: <% .folder %>}", "when: {chat: true}}", "6:59: chat is asked after title"},
		{"a layer on a secret", "to: server, when: {server: go}", "to: server, when: {key: x}", "30:35: key is secret"},
		{"a preset of an unknown answer", "chat: false", "chatt: false", `27:24: unknown question "chatt"`},
		{"a preset of a wrong answer", "server: none, chat", "server: nine, chat", "27:18: nine is not one of"},
		{"a preset of a secret", "chat: false", "key: x", "27:24: key is secret"},
		{"a layer without a folder", "from: app", "from: apps", `29:12: no folder "apps"`},
		{"a layer that climbs out", "to: server,", "to: ../server,", `30:20: path "../server" climbs out`},
		{"an absolute path", "to: server/.env,", "to: /etc/passwd,", `31:42: path "/etc/passwd" is absolute`},
		{"a path of git's", "to: server,", "to: .GIT,", `30:20: path ".GIT": ".GIT" belongs to git`},
		{"no secrets file", "secrets: {from: server/.env.example, to: server/.env, when: {server: go}}\n", "", "question key is secret: say in secrets"},
		{"a list for a mapping", "title: {en: Small}", "title: [Small]", "4:8: want keys with values here"},
		{"an alias of nothing", "{en: Small}", "*nothing", "4:8: no anchor &nothing"},
		{"a tab", "title: {en", "\ttitle: {en", "4:"},
		{"a bad glob", "presets:", "files: {\"a[\": {executable: true}}\npresets:", `26:9: "a[" is not a glob`},
		{"latin-1", "Small", "Sm\xe5ll", "4: not UTF-8 text"},
		{"a NUL", "Small", "Sm\x00ll", "4: not UTF-8 text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(templatetest.SmallManifest, tt.old) {
				t.Fatalf("the manifest has no %q", tt.old)
			}
			files := templatetest.Small()
			files[ManifestFile].Data = []byte(strings.Replace(templatetest.SmallManifest, tt.old, tt.now, 1))
			_, err := Load(files)
			var fault *syntax.Error
			if !errors.As(err, &fault) || fault.File != ManifestFile {
				t.Fatalf("Load = %v, want a fault in %s", err, ManifestFile)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Load = %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestLoadRefusesWhatIsNoManifest(t *testing.T) {
	for name, data := range map[string]string{"empty": "", "a list": "- 1", "text": "hello", "half": "schema: 1\n", "deep": strings.Repeat("[", 5000)} {
		_, err := Load(fstest.MapFS{ManifestFile: {Data: []byte(data)}})
		if err == nil || !strings.HasPrefix(err.Error(), ManifestFile) {
			t.Errorf("%s: Load = %v", name, err)
		}
	}
}

func FuzzManifest(f *testing.F) {
	f.Add([]byte(templatetest.SmallManifest))
	f.Add([]byte("schema: 1\nquestions: [{name: a, when: {a: [b]}}]\n"))
	f.Add([]byte("a: &x {b: *x}\n? [c]\n: d\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		files := templatetest.Small()
		files[ManifestFile].Data = data
		template, err := Load(files)
		var fault *syntax.Error
		if err != nil && !errors.As(err, &fault) {
			t.Fatalf("Load = %v, which names no place", err)
		}
		if err == nil {
			_, _, _ = template.Resolve(NewAnswers("app"), Input{"title": "x"})
		}
	})
}
