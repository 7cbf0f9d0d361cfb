//go:build unix

package cmd_test

import (
	"path/filepath"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
)

const manifestHead = "schema: 1\nname: mini\nversion: 1.0.0\ntitle: {en: Mini}\nlayers: [{from: app}]\nquestions:\n" +
	"  - {name: colour, kind: text, prompt: {en: Colour}, default: red}\n"

// TestUpdateAsksNewQuestionsOnly has one question that was answered, one that
// is new, and one that does not apply.
func TestUpdateAsksNewQuestionsOnly(t *testing.T) {
	template := t.TempDir()
	manifest := filepath.Join(template, "template.yaml")
	e2e.Write(t, filepath.Join(template, "app", "app.txt.tmpl"), "<% .colour %>\n")
	e2e.Write(t, filepath.Join(template, "app", "env.example"), "PIN=\n")
	e2e.Write(t, manifest, manifestHead)
	here := t.TempDir()
	e2e.Run(t, here, "new", "shop", "--template", template, "--colour", "green", "--no-git")
	e2e.Write(t, manifest, manifestHead+
		"  - {name: size, kind: choice, prompt: {en: Size}, choices: [small, large], default: small}\n"+
		"  - {name: shade, kind: text, prompt: {en: Shade}, default: '', when: {size: small}}\n"+
		"  - {name: pin, kind: text, prompt: {en: Pin}, default: '', secret: true}\nsecrets: {from: env.example, to: .env}\n")

	p := startOnTerminal(t, "update", filepath.Join(here, "shop"))
	p.expect("Size")
	p.send(down + enter)
	p.expect("mini 1.0.0, changed")
	p.exits(0)
	for _, never := range []string{"Colour", "Shade", "Pin"} {
		if strings.Contains(p.written(), never) {
			t.Errorf("it asked for %s", never)
		}
	}
	record := e2e.Read(t, filepath.Join(here, "shop", ".mlvb", "project.yaml"))
	if !strings.Contains(record, `size: "large"`) || !strings.Contains(record, `colour: "green"`) {
		t.Errorf("the record is\n%s", record)
	}

	p = startOnTerminal(t, "update", filepath.Join(here, "shop"))
	p.expect("nothing to do")
	p.exits(0)
}

// TestCtrlCAtANewQuestionLeavesTheProject stops an update before it began.
func TestCtrlCAtANewQuestionLeavesTheProject(t *testing.T) {
	template := t.TempDir()
	manifest := filepath.Join(template, "template.yaml")
	e2e.Write(t, filepath.Join(template, "app", "app.txt"), "1\n")
	e2e.Write(t, manifest, manifestHead)
	here := t.TempDir()
	e2e.Run(t, here, "new", "shop", "--template", template, "--no-git")
	e2e.Write(t, filepath.Join(template, "app", "app.txt"), "2\n")
	e2e.Write(t, manifest, manifestHead+"  - {name: size, kind: text, prompt: {en: Size}, default: small}\n")

	p := startOnTerminal(t, "update", filepath.Join(here, "shop"))
	p.expect("Size")
	p.send(ctrlC)
	p.expect("mlvb: interrupted")
	p.exits(130)
	if text := e2e.Read(t, filepath.Join(here, "shop", "app.txt")); text != "1\n" {
		t.Errorf("app.txt is %q", text)
	}
}
