package cmd

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator/template"
)

// questionFlags holds which question each flag of `mlvb new` answers.
type questionFlags []template.Question

// addQuestionFlags gives every question of the template a flag, save where
// the name is taken (--set answers it then) and for secrets: shells keep a
// history of what was typed.
func addQuestionFlags(c *console.Console, cmd *cobra.Command, t *template.Template) questionFlags {
	var added questionFlags
	flags := cmd.Flags()
	for _, q := range t.Questions {
		name := flagName(q)
		if q.Secret || reserved(name) {
			continue
		}
		flags.String(name, "", q.Prompt.In(string(c.Language))) // shells show it while they complete
		annotate(flags, name, flagQuestion, q.Name)
		if q.Kind == template.KindBool {
			flags.Lookup(name).NoOptDefVal = "true"
		}
		if len(q.Choices) > 0 {
			completeWith(cmd, name, q.Choices)
		}
		added = append(added, q)
	}
	return added
}

// reserved reports whether a flag of `mlvb new` itself has that name.
func reserved(name string) bool {
	return slices.Contains([]string{
		"template", "preset", "answers", "set", "git", "no-git", "yes", "dry-run", "json", "help", languageFlag,
	}, name)
}

// answerRows lists how to answer on the command line, in the order of the
// questions.
func answerRows(c *console.Console, t *template.Template) []console.Row {
	var rows []console.Row
	for _, q := range t.Questions {
		if q.Secret {
			continue
		}
		rows = append(rows, console.Row{Term: strings.TrimSuffix(longFlag, "--") + howToAnswer(c, q), Meaning: promptOf(c, q)})
	}
	return rows
}

func flagName(q template.Question) string { return strings.ReplaceAll(q.Name, "_", "-") }

func valueName(c *console.Console, q template.Question) string {
	switch q.Kind {
	case template.KindBool:
		return "true|false"
	case template.KindChoice:
		return strings.Join(q.Choices, "|")
	default:
		return c.Say("value.text")
	}
}

// given returns the answers that were given as flags.
func (asked questionFlags) given(cmd *cobra.Command) template.Input {
	in := template.Input{}
	for _, q := range asked {
		flag := cmd.Flags().Lookup(flagName(q))
		if !flag.Changed {
			continue
		}
		in[q.Name] = flag.Value.String()
	}
	return in
}

// promptOf is the question in the user's language, with its default.
func promptOf(c *console.Console, q template.Question) string {
	prompt := q.Prompt.In(string(c.Language))
	switch fallback := defaultOf(c, q); {
	case q.Required:
		return prompt + c.Say("help.required")
	case fallback != nil && fallback != "":
		return prompt + c.Say("help.default", fallback)
	default:
		return prompt
	}
}

// defaultOf is what a question falls back to, in words where that is the name
// of a folder which is not known yet.
func defaultOf(c *console.Console, q template.Question) any {
	if value, ok := q.Fallback(template.NewAnswers(c.Say("template.folderName"))); ok {
		return value
	}
	return q.Default
}

// howToAnswer is the flag that answers a question, or what takes its place.
func howToAnswer(c *console.Console, q template.Question) string {
	switch {
	case q.Secret:
		return c.Say("template.inFile", q.Name)
	case reserved(flagName(q)):
		return fmt.Sprintf("--set %s=%s", q.Name, valueName(c, q))
	default:
		return "--" + flagName(q) + " " + valueName(c, q)
	}
}
