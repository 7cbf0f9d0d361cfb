package cmd

import (
	"cmp"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mlvb/cmd/console"
)

// newHelp replaces cobra's own help command, which speaks English only.
func newHelp(c *console.Console) *cobra.Command {
	return &cobra.Command{
		Use:                   "help [" + c.Say("help.command") + "]",
		Short:                 c.Say("help.short"),
		Example:               "  mlvb help new\n  mlvb help template show",
		GroupID:               groupTool,
		DisableFlagsInUseLine: true,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			about, _, err := cmd.Root().Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var names []cobra.Completion
			for _, child := range about.Commands() {
				if listed(child) {
					names = append(names, cobra.CompletionWithDesc(child.Name(), child.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return unknownCommand(c, about, rest[0])
			}
			return about.Help()
		},
	}
}

// showHelp writes a command's help: what it does, how to call it, what to try.
// The answers are what its template asks for, if it has one.
func showHelp(c *console.Console, cmd *cobra.Command, answers ...console.Row) {
	h := helpPage{c}
	h.Paragraphs(cmp.Or(cmd.Long, cmd.Short))
	h.Section(c.Say("help.usage"))
	if cmd.HasAvailableSubCommands() {
		c.Printf("  %s <%s>\n", cmd.CommandPath(), c.Say("help.command"))
	} else {
		c.Printf("  %s\n", cmd.UseLine())
	}
	h.commands(cmd)
	h.List(c.Say("help.answerFlags"), answers)
	h.flags(cmd)
	if cmd.Example != "" {
		h.Section(c.Say("help.examples"))
		c.Printf("%s\n", cmd.Example)
	}
	if !cmd.HasParent() {
		h.exitCodes()
	}
	if cmd.HasAvailableSubCommands() {
		c.Printf("\n%s\n", c.Say("hints.seeHelp", cmd.CommandPath()+" <"+c.Say("help.command")+">"))
	}
}

func (h helpPage) exitCodes() {
	var rows []console.Row
	for _, code := range []int{console.ExitDone, console.ExitFailed, console.ExitRefused, console.ExitConflicts, console.ExitOutdated, console.ExitInterrupted} {
		rows = append(rows, console.Row{Term: strconv.Itoa(code), Meaning: h.Say("exit." + strconv.Itoa(code))})
	}
	h.List(h.Say("help.exitCodes"), rows)
}

// listed reports whether the help names the command. Cobra hides its help
// command from every list.
func listed(cmd *cobra.Command) bool { return cmd.IsAvailableCommand() || cmd.Name() == "help" }

// A helpPage is the help of a command.
type helpPage struct{ *console.Console }

func (h helpPage) commands(cmd *cobra.Command) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	groups := cmd.Groups()
	if len(groups) == 0 {
		groups = []*cobra.Group{{Title: h.Say("help.commands")}}
	}
	for _, group := range groups {
		var rows []console.Row
		for _, child := range cmd.Commands() {
			if listed(child) && child.GroupID == group.ID {
				rows = append(rows, console.Row{Term: child.Name(), Meaning: child.Short})
			}
		}
		h.List(group.Title, rows)
	}
}

// What a flag is annotated with.
const (
	flagQuestion  = "question" // it comes from this question of the template
	flagValueName = "value"    // what its value is called in the help
)

// nameValue says what the value of a flag is called in the help.
func nameValue(flags *pflag.FlagSet, flag, value string) {
	annotate(flags, flag, flagValueName, value)
}

func annotate(flags *pflag.FlagSet, flag, key, value string) {
	if err := flags.SetAnnotation(flag, key, []string{value}); err != nil {
		panic("cmd: " + err.Error()) // the flag was never defined
	}
}

func (h helpPage) flags(cmd *cobra.Command) {
	var own, global []console.Row
	cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && f.Annotations[flagQuestion] == nil {
			own = append(own, h.flag(f))
		}
	})
	cmd.InheritedFlags().VisitAll(func(f *pflag.Flag) { global = append(global, h.flag(f)) })
	h.List(h.Say("help.flags"), own)
	h.List(h.Say("help.globalFlags"), global)
}

func (h helpPage) flag(f *pflag.Flag) console.Row {
	term := longFlag + f.Name
	if f.Shorthand != "" {
		term = "-" + f.Shorthand + ", --" + f.Name
	}
	value := f.Annotations[flagValueName]
	switch {
	case value != nil && f.NoOptDefVal != "":
		term += "[=" + value[0] + "]"
	case value != nil:
		term += " " + value[0]
	}
	return console.Row{Term: term, Meaning: f.Usage}
}

// longFlag stands before the name of a flag that has no letter, below those
// that have one.
const longFlag = "    --"
