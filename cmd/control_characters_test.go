//go:build unix

package cmd_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
)

// TestPromptsObeyNoTemplate asks a question, the texts of which a terminal would
// obey. What the form itself draws with are other sequences.
func TestPromptsObeyNoTemplate(t *testing.T) {
	template := t.TempDir()
	e2e.Write(t, filepath.Join(template, "app", "app.txt"), "1\n")
	e2e.Write(t, filepath.Join(template, "template.yaml"), `schema: 1
name: mini
version: 1.0.0
title: {en: Mini}
layers: [{from: app}]
questions:
  - {name: colour, kind: text, prompt: {en: "Col\e[7;7Hour\u202E"}, hint: {en: "rule\e]0;x\a"}, default: "re\u202Ed"}
  - {name: size, kind: choice, prompt: {en: "Si\u009B2Jze"}, choices: ["sm\e]0;x\aall", large], default: large}
`)
	p := startOnTerminal(t, "new", "shop", "--template", template, "--no-git")
	p.expect(`Col\x1b[7;7Hour\u202e`)
	p.expect(`rule\x1b]0;x\a`)
	p.send(enter)
	p.expect(`Si\u009b2Jze`)
	p.expect(`sm\x1b]0;x\aall`)
	p.send(enter)
	p.expect("size large")
	p.expect(`colour re\u202ed`)
	p.exits(0)
	if obeyed := regexp.MustCompile("\x1b\\[7;7H|\x1b\\]0;|[\u0080-\u009f\u202e]").FindString(p.written()); obeyed != "" {
		t.Errorf("%q reached the terminal", obeyed)
	}
	if !strings.Contains(p.written(), "\x1b[1m") {
		t.Error("its own colours are gone")
	}
}

// TestDiffOnATerminal shows what a file holds, with colours and without.
func TestDiffOnATerminal(t *testing.T) {
	template, here := t.TempDir(), t.TempDir()
	e2e.Write(t, filepath.Join(template, "app", "app.txt"), "1\n")
	e2e.Write(t, filepath.Join(template, "template.yaml"), "schema: 1\nname: mini\nversion: 1.0.0\ntitle: {en: Mini}\nlayers: [{from: app}]\n")
	e2e.Run(t, here, "new", "shop", "--template", template, "--no-git")
	e2e.Write(t, filepath.Join(here, "shop", "app.txt"), "1\n\x1b]0;x\a\x1b[31mred\r\n")
	for _, env := range []string{"NO_COLOR=", "NO_COLOR=1"} {
		p := startWith(t, []string{env}, "diff", filepath.Join(here, "shop"))
		p.expect(`+\x1b]0;x\a\x1b[31mred\r`)
		p.exits(0)
		if strings.Contains(p.written(), "\x1b]0;") {
			t.Errorf("%s: the title of the window was set", env)
		}
	}
}
