package cmd

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mlvb/cmd/console"
	"mlvb/generator/syntax"
)

// The groups that the help lists commands in.
const (
	groupProject  = "project"
	groupUpdate   = "update"
	groupTemplate = "template"
	groupTool     = "tool"
)

// newRoot builds the command tree. The arguments are only looked at to learn
// which template's questions become flags of `mlvb new`.
func newRoot(c *console.Console, args []string) *cobra.Command {
	cobra.EnableCommandSorting = false // the order of AddCommand is what most people need first
	cobra.MousetrapHelpText = c.Say("root.mousetrap")
	version := false
	root := &cobra.Command{
		Use:               "mlvb",
		Short:             c.Say("root.short"),
		Long:              c.Say("root.long"),
		Example:           c.Say("root.example"),
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:              cobra.ArbitraryArgs, // so that RunE can refuse an unknown command in the user's language
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) > 0:
				return unknownCommand(c, cmd, args[0])
			case version:
				return runVersion(c, false)
			default:
				return cmd.Help()
			}
		},
	}
	root.SetOut(c.Out)
	root.SetErr(c.Err)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { showHelp(c, cmd) })
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return flagRefusal(c, cmd, err) })
	root.Flags().BoolVar(&version, "version", false, c.Say("root.versionFlag"))
	root.PersistentFlags().BoolP("help", "h", false, c.Say("root.helpFlag"))
	root.PersistentFlags().String(languageFlag, "", c.Say("root.localeFlag"))
	nameValue(root.PersistentFlags(), languageFlag, strings.Join(languages(), "|"))
	completeWith(root, languageFlag, languages())

	root.AddGroup(
		&cobra.Group{ID: groupProject, Title: c.Say("root.groupProject")},
		&cobra.Group{ID: groupUpdate, Title: c.Say("root.groupUpdate")},
		&cobra.Group{ID: groupTemplate, Title: c.Say("root.groupTemplate")},
		&cobra.Group{ID: groupTool, Title: c.Say("root.groupTool")},
	)
	root.SetHelpCommand(newHelp(c))
	root.AddCommand(newNew(c, args), newDev(c), newServe(c), newAdd(c), newAdopt(c), newUpdate(c), newStatus(c), newDiff(c),
		newSet(c), newResolve(c), newUndo(c), newTemplate(c), newVersion(c), newCompletion(c))
	return root
}

// unknownCommand refuses a command that does not exist, and names its nearest relative.
func unknownCommand(c *console.Console, parent *cobra.Command, name string) error {
	var known []string
	for _, child := range parent.Commands() {
		if listed(child) {
			known = append(known, child.Name())
		}
	}
	return console.Refuse(c.Say("unknown.command", name), didYouMean(c, name, known, parent.CommandPath()+" "))
}

// flagRefusal says in the user's language what the parser found wrong with a flag.
func flagRefusal(c *console.Console, cmd *cobra.Command, err error) error {
	if before := cmd.Flags().Args(); cmd.HasSubCommands() && len(before) > 0 {
		return unknownCommand(c, cmd, before[0]) // its flags are none of the parent's
	}
	seeHelp := c.Say("hints.seeHelp", cmd.CommandPath())
	var (
		absent  *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		form    *pflag.InvalidSyntaxError
	)
	switch {
	case errors.As(err, &absent):
		name := absent.GetSpecifiedName()
		if group := absent.GetSpecifiedShortnames(); group != "" {
			return console.Refuse(c.Say("unknown.flag", "-"+group), seeHelp)
		}
		if near := syntax.Nearest(name, flagNames(cmd)); near != "" {
			seeHelp = c.Say("hints.didYouMean", "--"+near)
		}
		return console.Refuse(c.Say("unknown.flag", "--"+name), seeHelp)
	case errors.As(err, &bare):
		return console.Refuse(c.Say("flags.needsValue", bare.GetFlag().Name), seeHelp)
	case errors.As(err, &invalid):
		return console.Refuse(c.Say("flags.badValue", invalid.GetFlag().Name, invalid.GetValue()), seeHelp)
	case errors.As(err, &form):
		return console.Refuse(c.Say("flags.badSyntax", form.GetSpecifiedFlag()), seeHelp)
	default:
		return console.Refuse(err.Error(), seeHelp)
	}
}

func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	return names
}
