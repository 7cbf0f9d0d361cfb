package cmd

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator/syntax"
	"mlvb/generator/template"
	"mlvb/templates"
)

// templateObject is what `mlvb template show --json` prints.
type templateObject struct {
	Schema    int                       `json:"schema"`
	Name      string                    `json:"name"`
	Version   string                    `json:"version"`
	Digest    string                    `json:"digest"`
	Title     syntax.Text               `json:"title"`
	Questions []questionObject          `json:"questions"`
	Presets   map[string]template.Input `json:"presets"`
}

type questionObject struct {
	Name     string             `json:"name"`
	Kind     template.Kind      `json:"kind"`
	Flag     string             `json:"flag,omitempty"` // of `mlvb new`
	Prompt   syntax.Text        `json:"prompt"`
	Hint     syntax.Text        `json:"hint,omitempty"`
	Required bool               `json:"required,omitempty"`
	Default  any                `json:"default,omitempty"`
	Choices  []string           `json:"choices,omitempty"`
	Secret   bool               `json:"secret,omitempty"`
	When     template.Condition `json:"when,omitempty"`
}

func newTemplateShow(c *console.Console) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:                   "show [" + c.Say("template.argument") + "] [--json]",
		Short:                 c.Say("template.showShort"),
		Long:                  c.Say("template.showLong"),
		Example:               "  mlvb template show\n  mlvb template show ./my-template",
		DisableFlagsInUseLine: true,
		Args:                  atMostOne(c),
		ValidArgsFunction:     cobra.FixedCompletions(templates.Names(), cobra.ShellCompDirectiveDefault),
		RunE: func(_ *cobra.Command, args []string) error {
			source := templates.Default
			if len(args) > 0 {
				source = args[0]
			}
			return runTemplateShow(c, source, asJSON)
		},
	}
	addJSONFlag(c, cmd, &asJSON)
	return cmd
}

func runTemplateShow(c *console.Console, source string, asJSON bool) error {
	t, err := loadTemplate(c, source)
	if err != nil {
		return err
	}
	digest, err := t.Digest() // it reads the files, too: that is the check
	if err != nil {
		return inTemplate(source, err)
	}
	if asJSON {
		return c.PrintJSON(templateAsObject(t, digest))
	}
	c.Printf("%s  %s  %s\n", c.OutStyle.Bold(t.Name), t.Version, t.Title.In(string(c.Language)))
	for _, q := range t.Questions {
		showQuestion(c, q)
	}
	showPresets(c, t)
	return nil
}

// showQuestion says what a question is about, how to answer it, and what comes
// of it where nobody does.
func showQuestion(c *console.Console, q template.Question) {
	c.Printf("\n%s  %s\n", c.OutStyle.Bold(howToAnswer(c, q)), promptOf(c, q))
	details := []string{q.Hint.In(string(c.Language))}
	for _, name := range slices.Sorted(maps.Keys(q.When)) {
		details = append(details, c.Say("template.when", name, anyOf(c, q.When[name])))
	}
	for _, detail := range details {
		if detail != "" {
			c.Printf("  %s\n", strings.Join(console.Wrap(detail, console.LineWidth-len("  ")), "\n  "))
		}
	}
}

// anyOf lists the answers that a condition takes.
func anyOf(c *console.Console, answers []any) string {
	texts := make([]string, len(answers))
	for i, answer := range answers {
		texts[i] = fmt.Sprint(answer)
	}
	return strings.Join(texts, c.Say("or"))
}

// showPresets lists the presets, and what each of them answers.
func showPresets(c *console.Console, t *template.Template) {
	var rows []console.Row
	for _, name := range presetNames(t) {
		answers := pairs(t.Presets[name])
		if answers == "" {
			answers = c.Say("template.allDefaults")
		}
		rows = append(rows, console.Row{Term: "--preset " + name, Meaning: answers})
	}
	c.List(c.Say("template.presets"), rows)
}

func pairs(in template.Input) string {
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(in)) {
		texts = append(texts, fmt.Sprintf("%s=%v", name, in[name]))
	}
	return strings.Join(texts, " ")
}

func templateAsObject(t *template.Template, digest string) templateObject {
	object := templateObject{
		Schema: 1, Name: t.Name, Version: t.Version, Digest: digest, Title: t.Title,
		Questions: []questionObject{}, Presets: t.Presets,
	}
	for _, q := range t.Questions {
		described := questionObject{
			Name: q.Name, Kind: q.Kind, Prompt: q.Prompt, Hint: q.Hint, Required: q.Required,
			Default: q.Default, Choices: q.Choices, Secret: q.Secret, When: q.When,
		}
		if !q.Secret && !reserved(flagName(q)) {
			described.Flag = "--" + flagName(q)
		}
		object.Questions = append(object.Questions, described)
	}
	return object
}
