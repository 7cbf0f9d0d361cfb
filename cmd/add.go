package cmd

import (
	"context"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/paths"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
	"mlvb/templates"
)

// addOptions is what `mlvb add` was told.
type addOptions struct {
	updateOptions
	args      []string // without the language of the server
	root      string
	component bool // alone
	into      string
	server    string // empty: none; serverOfAnswers: the one that the answers say; else its language
}

// serverOfAnswers is what --server has without a value.
const serverOfAnswers = "*"

func newAdd(c *console.Console) *cobra.Command {
	o := addOptions{updateOptions: updateOptions{dir: "."}}
	cmd := &cobra.Command{
		Use:                   "add " + templates.Default + " [" + c.Say("help.folder") + "] [" + c.Say("help.options") + "]",
		Short:                 c.Say("add.short"),
		Long:                  c.Say("add.long"),
		Example:               c.Say("add.example"),
		GroupID:               groupProject,
		DisableFlagsInUseLine: true,
		ValidArgsFunction:     cobra.FixedCompletions(templates.Names(), cobra.ShellCompDirectiveDefault),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return console.Refuse(c.Say("add.what"), "mlvb add "+templates.Default)
			}
			o.args = o.takeLanguage(args)
			return atMost(c, 2, cmd, o.args)
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.parse(c, cmd); err != nil {
				return err
			}
			return runAdd(cmd.Context(), c, o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.root, "root", "", c.Say("add.rootFlag"))
	nameValue(flags, "root", c.Say("value.path"))
	flags.StringVar(&o.into, "into", "", c.Say("add.intoFlag"))
	nameValue(flags, "into", c.Say("value.path"))
	flags.StringVar(&o.server, "server", "", c.Say("add.serverFlag"))
	flags.Lookup("server").NoOptDefVal = serverOfAnswers
	nameValue(flags, "server", "go|node")
	completeWith(cmd, "server", []string{"go", "node"})
	addServerDirFlag(c, cmd, &o.updateOptions)
	flags.BoolVar(&o.component, "component", false, c.Say("add.componentFlag"))
	flags.StringArrayVar(&o.set, "set", nil, c.Say("update.setFlag"))
	nameValue(flags, "set", c.Say("value.pair"))
	addMergeFlags(c, cmd, &o.updateOptions)
	return cmd
}

// takeLanguage takes the language of the server from the arguments, where people
// write it: after --server. A folder of that name is the folder to add to.
func (o *addOptions) takeLanguage(args []string) []string {
	last := len(args) - 1
	if o.server != serverOfAnswers || last < 1 || args[last] != "go" && args[last] != "node" {
		return args
	}
	if _, err := os.Stat(args[last]); err == nil && last == 1 {
		return args
	}
	o.server = args[last]
	return args[:last]
}

// parse reads what flags and arguments say.
func (o *addOptions) parse(c *console.Console, cmd *cobra.Command) error {
	for _, flag := range []string{"into", "root", "server-dir"} {
		if cmd.Flags().Changed(flag) && cmd.Flag(flag).Value.String() == "" {
			return console.Refuse(c.Say("flags.needsValue", flag), c.Say("place.hint"))
		}
	}
	o.template, o.into, o.root = o.args[0], filepath.ToSlash(o.into), filepath.ToSlash(o.root)
	if len(o.args) > 1 {
		o.dir = o.args[1]
	}
	if o.server != "" && o.server != serverOfAnswers {
		o.set = append(o.set, "server="+o.server)
	}
	return nil
}

// runAdd adds a template's part to a mini-program that mlvb did not make.
func runAdd(ctx context.Context, c *console.Console, o addOptions) error {
	return takeOver(c, o.updateOptions, func(options generator.UpdateOptions) (generator.UpdateResult, error) {
		result, err := generator.Add(ctx, generator.AddOptions{
			UpdateOptions: options, Root: o.root, Into: o.into, Server: o.server != "", Component: o.component,
		})
		if view := stepTo(result.Plan, componentView); err == nil && view != "" && o.component {
			warnFramework(c, o.dir, view)
		}
		return result, err
	})
}

// warnFramework says what a framework has to be told of a component that was
// added alone.
func warnFramework(c *console.Console, dir, view string) {
	switch wechat.DetectFramework(os.DirFS(dir)) {
	case wechat.FrameworkTaro:
		page := path.Join(sources(view), "pages/index")
		c.Warn(c.Say("add.taro"), c.Say("add.taro.hint", paths.Between(page, view), page))
	case wechat.FrameworkUniApp:
		c.Warn(c.Say("add.uni-app"), c.Say("add.uni-app.hint", "/"+paths.Between(sources(view), view)))
	case wechat.FrameworkNative:
	}
}

// takeOver does something to a folder that is no project yet, and makes it one.
func takeOver(c *console.Console, o updateOptions, merge func(generator.UpdateOptions) (generator.UpdateResult, error)) error {
	t, err := loadTemplate(c, o.template)
	if err != nil {
		return err
	}
	set, err := readPairs(c, o.set)
	if err != nil {
		return err
	}
	options, err := o.engine(c, o.dir, source{t, templateFolder(o.template)}, []template.Input{set})
	if err != nil {
		return err
	}
	result, err := merge(options)
	p := projectFolder{dir: console.Relative(o.dir), record: result.Record}
	p.tell(c, result.Recovery)
	if err != nil {
		return unanswered(c, inTemplate(o.template, err))
	}
	return updateReport{c, o, p, t.Name, result}.write()
}
