package update

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mlvb/generator/template"

	"mlvb/cmd/e2e"
)

var keepRelease = flag.Bool("keep-release", false, "write testdata/fixtures for the template's version, once, when it is released")

// fixtures holds, for every released version of the live, its digest and
// an archive of the projects that it made, as they were, without what the
// archives of older releases have.
const (
	fixtures    = "../../../testdata/fixtures"
	archiveName = "projects.tar.gz"
)

// TestReleasesStay holds every release to the digest that it had, and updates
// the projects that it made: untouched ones become what a new project is, and
// edited ones keep the edits.
func TestReleasesStay(t *testing.T) {
	live := e2e.LoadTemplate(t)
	if *keepRelease {
		keep(t, live)
	}
	for _, entry := range changelog(t) {
		if entry.date == "unreleased" {
			continue
		}
		t.Run(entry.version, func(t *testing.T) {
			dir := filepath.Join(fixtures, entry.version)
			if _, err := os.Stat(dir); err != nil {
				t.Fatalf("%s is released and not kept: go test ./cmd/e2e/update -run TestReleasesStay -keep-release (%v)", entry.version, err)
			}
			pinned := strings.TrimSpace(e2e.Read(t, filepath.Join(dir, "digest")))
			if now := digest(t, live); live.Version == entry.version && now != pinned {
				t.Errorf("the template changed since %s was released, from %s to %s: give it the next version", entry.version, pinned, now)
			}
			for preset := range live.Presets {
				t.Run(preset, func(t *testing.T) { updateRelease(t, entry.version, preset) })
			}
		})
	}
}

// keep writes the digest of a release and the projects that it makes. A
// release is kept once.
func keep(t *testing.T, live *template.Template) {
	t.Helper()
	dir := filepath.Join(fixtures, live.Version)
	if strings.Contains(live.Version, "-") {
		t.Fatalf("%s is no release", live.Version)
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	e2e.Write(t, filepath.Join(dir, "digest"), digest(t, live)+"\n")
	projects := map[string]string{}
	for preset := range live.Presets {
		here := t.TempDir()
		makeProject(t, here, preset)
		projects[preset] = filepath.Join(here, "myapp")
	}
	pack(t, projects, filepath.Join(dir, archiveName), readArchives(t))
}

func makeProject(t *testing.T, here, preset string) {
	t.Helper()
	e2e.Run(t, here, "new", "myapp", "--appid", "wx0123456789abcdef", "--preset", preset, "--no-git")
}

// updateRelease updates a project of an older release, as it was and edited.
func updateRelease(t *testing.T, release, preset string) {
	t.Helper()
	here, fresh := t.TempDir(), t.TempDir()
	unpack(t, release, preset, filepath.Join(here, "myapp"))
	tellsNews(t, e2e.Run(t, here, "update", "myapp"), filepath.Join(here, "myapp"), release)
	makeProject(t, fresh, preset)
	sameFiles(t, filepath.Join(fresh, "myapp"), filepath.Join(here, "myapp"))

	edited := t.TempDir()
	project := filepath.Join(edited, "myapp")
	unpack(t, release, preset, project)
	const line = "\n// of the user\n"
	app := filepath.Join(project, "miniprogram", "app.js")
	e2e.Write(t, app, e2e.Read(t, app)+line)
	saveAsDevTools(t, filepath.Join(project, "project.config.json"))
	addPage(t, filepath.Join(project, "miniprogram", "app.json"), "pages/mine/mine")
	said := e2e.Run(t, edited, "update", "myapp")
	if !strings.HasSuffix(e2e.Read(t, app), line) || e2e.ReadJSON(t, filepath.Join(project, "project.config.json"))["libVersion"] != "3.8.5" ||
		!strings.Contains(e2e.Read(t, filepath.Join(project, "miniprogram", "app.json")), "pages/mine/mine") {
		t.Error("an edit is lost")
	}
	if !strings.Contains(said, "nothing to do") {
		e2e.Run(t, edited, "undo", "myapp")
	}
}

// tellsNews demands that an update of the project in dir quotes the news of every
// version after a release that are about what the project has, and no others.
func tellsNews(t *testing.T, said, dir, release string) {
	t.Helper()
	live := e2e.LoadTemplate(t)
	after := true
	for _, entry := range changelog(t) {
		after = after && entry.version != release
		for _, item := range live.News[entry.version] {
			_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(item.In)))
			want := after && err == nil
			if line := item.Text.In("en"); strings.Contains(said, line) != want {
				t.Errorf("news of %s in %q are told: %t, want %t:\n%s", entry.version, item.In, !want, want, said)
			}
		}
	}
}

// sameFiles compares two projects, without their records. What is written once
// may differ.
func sameFiles(t *testing.T, want, got string) {
	t.Helper()
	there := map[string]bool{}
	walk(t, got, func(path string) { there[path] = true })
	walk(t, want, func(path string) {
		if !there[path] {
			t.Errorf("%s is missing", path)
		} else if path != "server/.env" && e2e.Read(t, filepath.Join(want, path)) != e2e.Read(t, filepath.Join(got, path)) {
			t.Errorf("%s is not as in a new project", path)
		}
		delete(there, path)
	})
	for path := range there {
		t.Errorf("%s is left over", path)
	}
}

func walk(t *testing.T, dir string, visit func(path string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() == ".mlvb" {
			return fs.SkipDir
		}
		if err == nil && !entry.IsDir() {
			visit(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestNewsIsTheChangelog holds what update tells of a version against the
// changelog: the same lines, two at most, as many in every language.
func TestNewsIsTheChangelog(t *testing.T) {
	live := e2e.LoadTemplate(t)
	entries := changelog(t)
	if len(entries) != len(live.News) {
		t.Errorf("%d versions in the changelog, %d in news", len(entries), len(live.News))
	}
	for _, entry := range entries {
		news := live.NewsOf(entry.version, func(string) bool { return true })
		if got := strings.Split(strings.TrimSpace(news.In("en")), "\n"); strings.Join(got, "\n") != strings.Join(entry.lines, "\n") {
			t.Errorf("%s: news %q, changelog %q", entry.version, got, entry.lines)
		}
		chinese := strings.Split(strings.TrimSpace(news.In("zh-CN")), "\n")
		if len(entry.lines) > 2 || len(chinese) != len(entry.lines) {
			t.Errorf("%s: %d lines in English, %d in Chinese, want as many and two at most", entry.version, len(entry.lines), len(chinese))
		}
	}
	if newest := strings.TrimSuffix(live.Version, "-dev"); entries[0].version != newest {
		t.Errorf("the changelog begins with %s, the template is %s", entries[0].version, live.Version)
	}
	if released := entries[0].date != "unreleased"; released == strings.HasSuffix(live.Version, "-dev") {
		t.Errorf("the template is %s, the changelog has it as %s", live.Version, entries[0].date)
	}
}

type changelogEntry struct {
	version, date string
	lines         []string
}

// changelog reads CHANGELOG.md, newest version first.
func changelog(t *testing.T) []changelogEntry {
	t.Helper()
	heading := regexp.MustCompile(`^## (\d+\.\d+\.\d+) - (unreleased|\d{4}-\d{2}-\d{2})$`)
	var entries []changelogEntry
	for line := range strings.Lines(e2e.Read(t, filepath.Join(e2e.Root(t), "CHANGELOG.md"))) {
		line = strings.TrimSuffix(line, "\n")
		if found := heading.FindStringSubmatch(line); found != nil {
			entries = append(entries, changelogEntry{version: found[1], date: found[2]})
		} else if text, isItem := strings.CutPrefix(line, "- "); isItem && len(entries) > 0 {
			last := &entries[len(entries)-1]
			last.lines = append(last.lines, text)
		}
	}
	if len(entries) == 0 {
		t.Fatal("no version in CHANGELOG.md")
	}
	return entries
}

func digest(t *testing.T, live *template.Template) string {
	t.Helper()
	digest, err := live.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return digest
}
