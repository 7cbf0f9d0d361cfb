package generator

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"mlvb/generator/git/gittest"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/template/templatetest"
)

// serverVersion has a server that one question switches on, with secrets.
func serverVersion(number string) fstest.MapFS {
	files := templatetest.Version(number, `questions:
  - {name: server, kind: choice, prompt: {en: Server}, choices: [go, none], default: go}
  - {name: port, kind: text, prompt: {en: Port}, default: "8080", when: {server: go}}
  - {name: key, kind: text, prompt: {en: Key}, default: "", secret: true, when: {server: go}}
secrets: {from: server/.env.example, to: server/.env, when: {server: go}}
files: {"server/**": {when: {server: go}}}
`, map[string]string{
		"server/.env.example":      "KEY=\n",
		"server/.gitignore":        ".env\n",
		"server/defaults.env.tmpl": "PORT=<% .port %>\n",
		"page.js":                  "page\n",
	})
	return files
}

func set(t *testing.T, dir string, in template.Input) (UpdateResult, error) {
	t.Helper()
	return SetAnswers(t.Context(), UpdateOptions{Dir: dir, Template: load(t, serverVersion("1.0.0")), Inputs: []template.Input{in}, Tool: "1.1.0"})
}

func TestAnswersFlip(t *testing.T) {
	dir := made(t, serverVersion("1.0.0"), template.Input{"port": "9000", "key": "hush"})
	put(t, dir, "server/mine.js", "mine\n")
	r, err := set(t, dir, template.Input{"server": "none"})
	if err != nil {
		t.Fatal(err)
	}
	if get(t, dir, "server/defaults.env") != absent || get(t, dir, "server/.env") != "KEY=hush\n" || get(t, dir, "server/mine.js") != "mine\n" {
		t.Errorf("28 switched off: %s", list(onDisk(t, dir)))
	}
	if _, kept := r.Record.Answers["port"]; kept || len(r.Notices) != 0 {
		t.Errorf("28 answers %v, notices %v", r.Record.Answers, r.Notices)
	}
	if _, err := set(t, dir, template.Input{"server": "go", "port": "1"}); err != nil {
		t.Fatal(err)
	}
	if get(t, dir, "server/defaults.env") != "PORT=1\n" || get(t, dir, "server/.env") != "KEY=hush\n" {
		t.Errorf("28 switched on: %s", list(onDisk(t, dir)))
	}
}

func TestSecretsStayOut(t *testing.T) {
	dir := made(t, serverVersion("1.0.0"), template.Input{"key": "hush"})
	var secret *project.SecretError
	if _, err := set(t, dir, template.Input{"key": "other"}); !errors.As(err, &secret) || secret.File != "server/.env" {
		t.Errorf("set of a secret = %v", err)
	}
	remove(t, dir, "server/.env")
	if updateTo(t, dir, serverVersion("1.1.0")); get(t, dir, "server/.env") != absent {
		t.Error("29 the file for secrets was made anew")
	}
	put(t, dir, "server/.env", "KEY=mine\n")
	if updateTo(t, dir, serverVersion("1.2.0")); get(t, dir, "server/.env") != "KEY=mine\n" {
		t.Error("29 the file for secrets changed")
	}
}

func TestNewQuestions(t *testing.T) {
	dir := made(t, oldVersion(), template.Input{"title": "demo"})
	files := newVersion()
	m := load(t, files)
	r, err := project.ReadRecord(dir)
	if err != nil {
		t.Fatal(err)
	}
	if in := m.Recall(r.Answers); len(in) != 1 || in["headline"] != "demo" {
		t.Errorf("Recall = %v", in)
	}
	manifest := string(files[template.ManifestFile].Data) + "\n"
	files[template.ManifestFile].Data = []byte(replaceOnce(t, manifest, "required: true}]", "required: true}, {name: fresh, kind: text, prompt: {en: Fresh}, required: true}]"))
	o := UpdateOptions{Dir: dir, Template: load(t, files), Tool: "1.1.0"}
	var missing *template.MissingError
	if _, err := Update(t.Context(), o); !errors.As(err, &missing) || missing.Question.Name != "fresh" {
		t.Errorf("Update = %v", err)
	}
	o.Inputs = []template.Input{{"fresh": "x"}}
	if r, err := Update(t.Context(), o); err != nil || r.Record.Answers["fresh"] != "x" {
		t.Errorf("Update = %v", err)
	}
}

func replaceOnce(t *testing.T, text, old, now string) string {
	t.Helper()
	for i := range len(text) - len(old) + 1 {
		if text[i:i+len(old)] == old {
			return text[:i] + now + text[i+len(old):]
		}
	}
	t.Fatalf("no %q in %s", old, text)
	return ""
}

func TestIgnoredFilesAreSafe(t *testing.T) {
	files := func(number, text string) fstest.MapFS {
		return templatetest.Version(number, "", map[string]string{".gitignore": "*.private\nnode_modules/\n", "own.private": text, "other.private": text})
	}
	dir := made(t, files("1.0.0", "one\n"))
	gittest.Run(t, dir, "init", "-q")
	gittest.Run(t, dir, "add", ".")
	put(t, dir, "own.private", "mine\n")
	put(t, dir, "project.private.config.json", "{\"libVersion\":\"9\"}")
	put(t, dir, "node_modules/a/index.js", "")
	if err := os.Chmod(filepath.Join(dir, "node_modules"), 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(filepath.Join(dir, "node_modules"), 0o755) //nolint:errcheck // so that the folder can be removed
	r := updateTo(t, dir, files("1.1.0", "two\n"))
	if get(t, dir, "other.private") != "two\n" || step(t, r.Plan, "own.private").Action != plan.ActionConflict {
		t.Errorf("26 %+v", r.Plan)
	}
	if get(t, dir, "project.private.config.json") != "{\"libVersion\":\"9\"}" {
		t.Error("68 the private configuration changed")
	}
}

func TestModes(t *testing.T) {
	files := func(number string, executable bool) fstest.MapFS {
		more := "files: {x.sh: {executable: false}}\n"
		if executable {
			more = "files: {x.sh: {executable: true}}\n"
		}
		return templatetest.Version(number, more, map[string]string{"x.sh": "#!/bin/sh\n"})
	}
	mode := func(dir string) os.FileMode {
		info, err := os.Stat(filepath.Join(dir, "x.sh"))
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode() & 0o111
	}
	dir := made(t, files("1.0.0", false))
	if updateTo(t, dir, files("1.1.0", true)); mode(dir) == 0 {
		t.Error("31 the template's mode did not come")
	}
	if updateTo(t, dir, files("1.2.0", false)); mode(dir) != 0 {
		t.Error("31 the template's mode did not go")
	}
	if err := os.Chmod(filepath.Join(dir, "x.sh"), 0o755); err != nil {
		t.Fatal(err)
	}
	if r := updateTo(t, dir, files("1.3.0", false)); mode(dir) == 0 || r.Plan.Counts()[plan.ActionUpdate] != 0 {
		t.Error("31 the user's mode was taken back")
	}
}

func TestOddNames(t *testing.T) {
	names := []string{"a b.js", "直播.js", "!x.js", "é.js", "[x].js", "#x.js", "-x.js", "x;y.js", "x'y.js", "$x.js", "~x.js"}
	files := func(number, text string) fstest.MapFS {
		f := map[string]string{}
		for _, name := range names {
			f[name] = text
		}
		return templatetest.Version(number, "", f)
	}
	dir := made(t, files("1.0.0", ten(nil)))
	gittest.Run(t, dir, "init", "-q")
	gittest.Run(t, dir, "add", ".")
	for i, name := range names {
		if i%2 == 0 {
			remove(t, dir, name)
		} else {
			put(t, dir, name, ten(map[int]string{1: "mine\n"}))
		}
	}
	r := updateTo(t, dir, files("1.1.0", ten(map[int]string{1: "theirs\n"})))
	for i, name := range names {
		want := plan.ActionKeep
		if i%2 == 1 {
			want = plan.ActionConflict
		}
		if s := step(t, r.Plan, name); s.Action != want {
			t.Errorf("9 %s: %s (%s)", name, s.Action, s.Why)
		}
	}
	if r.GitError != nil {
		t.Error(r.GitError)
	}
}

func TestMoveInTheWay(t *testing.T) {
	dir := made(t, oldVersion(), template.Input{"title": "demo"})
	put(t, dir, "from.js", ten(map[int]string{10: "mine\n"}))
	put(t, dir, "deep", "a file")
	if r := updateTo(t, dir, newVersion()); len(r.Conflicts) != 1 {
		t.Fatalf("conflicts %+v", r.Conflicts)
	}
	remove(t, dir, "deep")
	r := updateTo(t, dir, newVersion())
	if got := get(t, dir, "deep/to.js"); len(r.Conflicts) != 0 || got != ten(map[int]string{1: "new\n", 10: "mine\n"}) || get(t, dir, "from.js") != absent {
		t.Errorf("once the way is free: %+v, %s", r.Conflicts, got)
	}
}
