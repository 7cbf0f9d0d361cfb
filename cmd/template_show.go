package cmd

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/generator"
	"mlvb/templates"
)

// templateObject is what `mlvb template show --json` prints.
type templateObject struct {
	Schema    int                        `json:"schema"`
	Name      string                     `json:"name"`
	Version   string                     `json:"version"`
	Digest    string                     `json:"digest"`
	Title     generator.Text             `json:"title"`
	Questions []questionObject           `json:"questions"`
	Presets   map[string]generator.Input `json:"presets"`
}

type questionObject struct {
	Name     string              `json:"name"`
	Kind     generator.Kind      `json:"kind"`
	Flag     string              `json:"flag,omitempty"` // of `mlvb new`
	Prompt   generator.Text      `json:"prompt"`
	Hint     generator.Text      `json:"hint,omitempty"`
	Required bool                `json:"required,omitempty"`
	Default  any                 `json:"default,omitempty"`
	Choices  []string            `json:"choices,omitempty"`
	Secret   bool                `json:"secret,omitempty"`
	When     generator.Condition `json:"when,omitempty"`
}

func newTemplateShow(c *console) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:                   "show [" + c.say("template.argument") + "] [--json]",
		Short:                 c.say("template.showShort"),
		Long:                  c.say("template.showLong"),
		Example:               "  mlvb template show\n  mlvb template show ./my-template",
		DisableFlagsInUseLine: true,
		Args:                  c.atMostOne,
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

func runTemplateShow(c *console, source string, asJSON bool) error {
	t, err := loadTemplate(c, source)
	if err != nil {
		return err
	}
	digest, err := t.Digest()
	if err != nil {
		return inTemplate(source, err)
	}
	if asJSON {
		return c.printJSON(templateAsObject(t, digest))
	}
	c.printf("%s  %s  %s\n", c.outStyle.bold(t.Name), t.Version, t.Title.In(string(c.language)))
	c.printf("%s\n\n", c.outStyle.dim(digest))
	for _, q := range t.Questions {
		showQuestion(c, q)
	}
	if len(t.Presets) > 0 {
		c.printf("%s\n", c.outStyle.bold(c.say("template.presets")))
	}
	for _, name := range presetNames(t) {
		c.printf("  --preset %s  %s\n", name, pairs(t.Presets[name]))
	}
	return nil
}

// showQuestion says how to answer a question, and what it is about.
func showQuestion(c *console, q generator.Question) {
	c.printf("%s  %s\n", c.outStyle.bold(howToAnswer(c, q)), q.Prompt.In(string(c.language)))
	if hint := q.Hint.In(string(c.language)); hint != "" {
		c.printf("  %s\n", hint)
	}
	switch {
	case q.Required:
		c.printf("  %s\n", c.say("template.required"))
	case q.Default != nil && q.Default != "":
		c.printf("  %s%v\n", c.say("template.default"), defaultOf(c, q))
	}
	c.printf("\n")
}

// defaultOf is what a question falls back to, in words where that is the name
// of a folder which is not known yet.
func defaultOf(c *console, q generator.Question) any {
	named := generator.Answers{Values: map[string]any{}}
	liesIn(named, c.say("template.folderName"))
	if value, ok := q.Fallback(named); ok {
		return value
	}
	return q.Default
}

// howToAnswer is the flag that answers a question, or what takes its place.
func howToAnswer(c *console, q generator.Question) string {
	switch {
	case q.Secret:
		return c.say("template.inFile", q.Name)
	case reserved(flagName(q)):
		return fmt.Sprintf("--set %s=%s", q.Name, valueName(c, q))
	default:
		return "--" + flagName(q) + " " + valueName(c, q)
	}
}

func pairs(in generator.Input) string {
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(in)) {
		texts = append(texts, fmt.Sprintf("%s=%v", name, in[name]))
	}
	return strings.Join(texts, " ")
}

func templateAsObject(t *generator.Template, digest string) templateObject {
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
