package cmd

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newHelp replaces cobra's own help command, which speaks English only.
func newHelp(c *console) *cobra.Command {
	return &cobra.Command{
		Use:                   "help [" + c.say("help.command") + "]",
		Short:                 c.say("help.short"),
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
func showHelp(c *console, cmd *cobra.Command, answers ...row) {
	h := helpPage{c}
	h.text(cmp.Or(cmd.Long, cmd.Short))
	h.section(c.say("help.usage"))
	if cmd.HasAvailableSubCommands() {
		c.printf("  %s <%s>\n", cmd.CommandPath(), c.say("help.command"))
	} else {
		c.printf("  %s\n", cmd.UseLine())
	}
	h.commands(cmd)
	h.list(c.say("help.answerFlags"), answers)
	h.flags(cmd)
	if cmd.Example != "" {
		h.section(c.say("help.examples"))
		c.printf("%s\n", cmd.Example)
	}
	if !cmd.HasParent() {
		h.exitCodes()
	}
	if cmd.HasAvailableSubCommands() {
		c.printf("\n%s\n", c.say("hints.seeHelp", cmd.CommandPath()+" <"+c.say("help.command")+">"))
	}
}

func (h helpPage) exitCodes() {
	var rows []row
	for _, code := range []int{exitDone, exitFailed, exitRefused, exitConflicts, exitOutdated, exitInterrupted} {
		rows = append(rows, row{strconv.Itoa(code), h.say("exit." + strconv.Itoa(code))})
	}
	h.list(h.say("help.exitCodes"), rows)
}

// listed reports whether the help names the command. Cobra hides its help
// command from every list.
func listed(cmd *cobra.Command) bool { return cmd.IsAvailableCommand() || cmd.Name() == "help" }

// A row is one line of a two-column list.
type row struct{ term, meaning string }

type helpPage struct{ *console }

func (h helpPage) section(title string) { h.printf("\n%s\n", h.outStyle.bold(title)) }

func (h helpPage) text(text string) {
	h.printf("%s\n", strings.Join(wrap(reflow(text), lineWidth), "\n"))
}

func (h helpPage) commands(cmd *cobra.Command) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	groups := cmd.Groups()
	if len(groups) == 0 {
		groups = []*cobra.Group{{Title: h.say("help.commands")}}
	}
	for _, group := range groups {
		var rows []row
		for _, child := range cmd.Commands() {
			if listed(child) && child.GroupID == group.ID {
				rows = append(rows, row{child.Name(), child.Short})
			}
		}
		h.list(group.Title, rows)
	}
}

// What a flag is annotated with.
const (
	flagQuestion  = "question" // it comes from this question of the template
	flagValueName = "value"    // what its value is called in the help
)

// takes names the value of a flag.
func takes(flags *pflag.FlagSet, flag, value string) {
	annotate(flags, flag, flagValueName, value)
}

func annotate(flags *pflag.FlagSet, flag, key, value string) {
	if err := flags.SetAnnotation(flag, key, []string{value}); err != nil {
		panic("cmd: " + err.Error()) // the flag was never defined
	}
}

func (h helpPage) flags(cmd *cobra.Command) {
	var own, global []row
	cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && f.Annotations[flagQuestion] == nil {
			own = append(own, h.flag(f))
		}
	})
	cmd.InheritedFlags().VisitAll(func(f *pflag.Flag) { global = append(global, h.flag(f)) })
	h.list(h.say("help.flags"), own)
	h.list(h.say("help.globalFlags"), global)
}

func (h helpPage) flag(f *pflag.Flag) row {
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
	return row{term, f.Usage}
}

// longFlag stands before the name of a flag that has no letter, below those
// that have one.
const longFlag = "    --"

func (h helpPage) list(title string, rows []row) {
	if len(rows) == 0 {
		return
	}
	h.section(title)
	width := 0
	for _, r := range rows {
		width = max(width, ansi.StringWidth(r.term))
	}
	indent := len("  ") + width + len("  ")
	for _, r := range rows {
		meaning := strings.Join(wrap(r.meaning, max(30, lineWidth-indent)), "\n"+strings.Repeat(" ", indent))
		h.printf("  %s  %s\n", pad(r.term, width), meaning)
	}
}

// pad fills the text up to a number of terminal cells: a Chinese character takes two.
func pad(text string, width int) string {
	return fmt.Sprint(text, strings.Repeat(" ", max(0, width-ansi.StringWidth(text))))
}
