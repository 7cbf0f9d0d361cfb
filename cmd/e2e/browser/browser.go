// Package browser is what the tests in the folders below share, which open the
// browser view of projects in Chromium.
package browser

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
	"mlvb/generator/sample"
	"mlvb/generator/template"
)

// Run runs the tests in a folder of testdata/e2e against the browser view of
// projects, one for each language to try. One after the other: a browser keeps a
// core busy, and go test runs a package for every core at once as it is.
func Run(t *testing.T, folder string) {
	t.Helper()
	modules := e2e.NodeModules(t)
	Need(t)
	live := e2e.LoadTemplate(t)
	pictures := t.TempDir()
	if out, err := exec.Command("node", e2e.Data(t, "web/prepare.mjs"), pictures).CombinedOutput(); err != nil {
		t.Fatalf("no pictures for camera and streams: %v\n%s", err, out)
	}
	titles := map[string]string{"zh-CN": "星光直播", "en": "Starlight Live"}
	for _, locale := range languages(t, live) {
		t.Run(locale, func(t *testing.T) {
			p := e2e.NewProject(t, live, template.Input{"locale": locale, "server": "node", "title": titles[locale]})
			p.Use(t, modules)
			addChat(t, p)
			p.Env = []string{"MLVB_PICTURES=" + pictures, "MLVB_WEB=" + web(t, p)}
			p.NodeTests(t, folder)
		})
	}
}

// languages returns the template's languages with -tags full or for new
// screenshots, otherwise its first: the words are held to the same in all by
// tests that need no browser, and a browser takes minutes.
func languages(t *testing.T, live *template.Template) []string {
	t.Helper()
	all := e2e.Choices(t, live, "locale")
	if sample.Full || os.Getenv("UPDATE_SCREENS") != "" {
		return all
	}
	return all[:1]
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

// addChat gives the project the transport for messages that a template leaves
// to its user. It is off unless the phone's storage names a server.
func addChat(t *testing.T, p *e2e.Project) {
	t.Helper()
	transport, err := os.ReadFile(e2e.Data(t, "web/chat-transport.js"))
	if err != nil {
		t.Fatal(err)
	}
	const services = "miniprogram/packages/live/services/"
	p.Write(t, services+"chat-transport.js", transport)
	f, _ := p.Files.Find(services + "rooms.js")
	const without = "core.configure({ baseURL: server.roomService() })"
	const with = "core.configure({ baseURL: server.roomService(), chat: require('./chat-transport').transport() })"
	configured := bytes.Replace(f.Content, []byte(without), []byte(with), 1)
	if bytes.Equal(configured, f.Content) {
		t.Fatalf("%srooms.js does not say %s", services, without)
	}
	p.Write(t, services+"rooms.js", configured)
}

// web starts the browser view of the project and returns its address.
func web(t *testing.T, p *e2e.Project) string {
	t.Helper()
	cmd := exec.Command("node", "web/serve.mjs")
	cmd.Dir = p.Dir
	logs, w := io.Pipe()
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = cmd.Wait() // it is interrupted
		w.Close()
	}()
	address, rest := e2e.Listening(logs)
	t.Cleanup(func() {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Errorf("the browser view ended by itself: %v\n%s", err, rest())
		}
		rest()
	})
	if address == "" {
		t.Fatalf("the browser view does not listen:\n%s", rest())
	}
	return address + "/"
}
