package cmd

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator/template"
	"mlvb/templates"
)

// newOptions is what `mlvb new` was told, apart from the answers.
type newOptions struct {
	dir      string // of the project; empty when it is still to be asked for
	template string // name of a built-in template, or a folder
	preset   string
	answers  string // file, or "-" for the standard input
	set      []string
	git      bool
	noGit    bool
	yes      bool
	dryRun   bool
	json     bool
}

// newNew builds `mlvb new`. Its flags come from the questions of the template
// that the arguments name; it is read only when they name this command at all.
func newNew(c *console.Console, args []string) *cobra.Command {
	var o newOptions
	cmd := &cobra.Command{
		Use:                   "new [" + c.Say("help.folder") + "] [" + c.Say("help.options") + "]",
		Short:                 c.Say("new.short"),
		Long:                  c.Say("new.long"),
		Example:               c.Say("new.example"),
		GroupID:               groupProject,
		DisableFlagsInUseLine: true,
	}
	acceptFolder(c, cmd, &o.dir)
	cmd.RunE = func(*cobra.Command, []string) error { return nil } // help lists what can run
	cmd.Flags().SortFlags = false                                  // the answers in the order of the questions
	addNewFlags(c, cmd, &o)
	if !slices.Contains(args, cmd.Name()) {
		return cmd
	}
	t, err := loadTemplate(c, cmp.Or(flagValue(args, "template"), templates.Default))
	if err != nil {
		// The questions are unknown, and so are their flags: say the true
		// reason, not that some flag does not exist.
		cmd.DisableFlagParsing = true
		cmd.Args = cobra.ArbitraryArgs
		cmd.RunE = func(*cobra.Command, []string) error { return err }
		return cmd
	}
	answers := addQuestionFlags(c, cmd, t)
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) { showHelp(c, cmd, answerRows(c, t)...) })
	completeWith(cmd, "preset", presetNames(t))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if cmd.Flags().Changed("git") && o.noGit {
			return console.Refuse(c.Say("new.gitTwice"), c.Say("hints.seeHelp", cmd.CommandPath()))
		}
		return runNew(cmd.Context(), c, t, o, answers.given(cmd))
	}
	return cmd
}

func addNewFlags(c *console.Console, cmd *cobra.Command, o *newOptions) {
	flags := cmd.Flags()
	flags.StringVar(&o.template, "template", templates.Default, c.Say("new.templateFlag"))
	flags.StringVar(&o.preset, "preset", "", c.Say("new.presetFlag"))
	flags.StringVar(&o.answers, "answers", "", c.Say("new.answersFlag"))
	flags.StringArrayVar(&o.set, "set", nil, c.Say("new.setFlag"))
	flags.BoolVar(&o.git, "git", true, c.Say("new.gitFlag"))
	flags.BoolVar(&o.noGit, "no-git", false, c.Say("new.noGitFlag"))
	flags.BoolVarP(&o.yes, "yes", "y", false, c.Say("new.yesFlag"))
	flags.BoolVarP(&o.dryRun, "dry-run", "n", false, c.Say("new.dryRunFlag"))
	addJSONFlag(c, cmd, &o.json)
	nameValue(flags, "template", c.Say("value.template"))
	nameValue(flags, "preset", c.Say("value.name"))
	nameValue(flags, "answers", c.Say("value.file"))
	nameValue(flags, "set", c.Say("value.pair"))
	complete := cobra.FixedCompletions(templates.Names(), cobra.ShellCompDirectiveDefault)
	_ = cmd.RegisterFlagCompletionFunc("template", complete)
}

func presetNames(t *template.Template) []string {
	var names []string
	for name := range t.Presets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
