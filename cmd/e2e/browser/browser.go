// Package browser is what the tests in the folders below share, which open the
// browser view of projects in Chromium.
package browser

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
)

// Run runs the tests in a folder of testdata/e2e against mlvb dev, a run for each
// project of [Each].
func Run(t *testing.T, folder string) {
	t.Helper()
	Each(t, func(t *testing.T, p *e2e.Project) {
		p.Env = append(p.Env, "MLVB_DEV="+e2e.Dev(t, p.Dir))
		p.NodeTests(t, folder)
	})
}

// Each makes a project for each language to try. One after the other: a browser
// keeps a core busy, and go test runs a package for every core at once as it is.
func Each(t *testing.T, try func(*testing.T, *e2e.Project)) {
	t.Helper()
	modules := e2e.NodeModules(t)
	Need(t)
	pictures := t.TempDir()
	if out, err := exec.Command("node", e2e.Data(t, "web/prepare.mjs"), pictures).CombinedOutput(); err != nil {
		t.Fatalf("no pictures for camera and streams: %v\n%s", err, out)
	}
	titles := map[string]string{"zh-CN": "星光直播", "en": "Starlight Live"}
	for _, locale := range languages(t) {
		t.Run(locale, func(t *testing.T) {
			p := e2e.MakeProject(t, "myapp", "server=none", "locale="+locale, "title="+titles[locale])
			p.Use(t, modules)
			p.Env = []string{"MLVB_LOCALE=" + locale, "MLVB_PICTURES=" + pictures}
			try(t, p)
		})
	}
}

// languages are those to try; new screenshots are for all.
func languages(t *testing.T) []string {
	t.Helper()
	live := e2e.LoadTemplate(t)
	if os.Getenv("UPDATE_SCREENS") != "" {
		return e2e.Choices(t, live, "locale")
	}
	return e2e.Languages(t, live)
}

// Need demands what Debian has to supply. In CI a test may not be
// skipped.
func Need(t *testing.T) {
	t.Helper()
	for _, program := range []string{"ffmpeg", "fc-match"} {
		if _, err := exec.LookPath(program); err != nil {
			e2e.Missing(t, program+" is not installed: apt-get install ffmpeg fontconfig")
		}
	}
	if _, err := exec.LookPath("chromium-headless-shell"); err != nil {
		if _, err := exec.LookPath("chromium"); err != nil {
			e2e.Missing(t, "Chromium is not installed: apt-get install chromium-headless-shell, or chromium")
		}
	}
	for pattern, font := range map[string]string{"sans:lang=zh-cn": "Noto Sans CJK", "emoji": "Noto Color Emoji"} {
		out, err := exec.Command("fc-match", pattern).Output()
		if err != nil || !strings.Contains(string(out), font) {
			e2e.Missing(t, font+" is not installed: apt-get install fonts-noto-cjk fonts-noto-color-emoji")
		}
	}
}
