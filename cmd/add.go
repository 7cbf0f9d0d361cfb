package cmd

import (
	"context"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/plan"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
	"mlvb/templates"
)

// addOptions is what `mlvb add` was told.
type addOptions struct {
	updateOptions
	into   string
	server bool
}

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
			return atMost(c, 2, cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.into == "" && cmd.Flags().Changed("into") {
				return console.Refuse(c.Say("flags.needsValue", "into"), c.Say("place.hint"))
			}
			o.template, o.into = args[0], filepath.ToSlash(o.into)
			if len(args) > 1 {
				o.dir = args[1]
			}
			return runAdd(cmd.Context(), c, o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.into, "into", "", c.Say("add.intoFlag"))
	nameValue(flags, "into", c.Say("value.path"))
	flags.BoolVar(&o.server, "server", false, c.Say("add.serverFlag"))
	flags.StringArrayVar(&o.set, "set", nil, c.Say("update.setFlag"))
	nameValue(flags, "set", c.Say("value.pair"))
	addMergeFlags(c, cmd, &o.updateOptions)
	return cmd
}

// runAdd adds a template's part to a mini-program that mlvb did not make. Of
// sources that a framework compiles, only the component can be part.
func runAdd(ctx context.Context, c *console.Console, o addOptions) error {
	return takeOver(c, o.updateOptions, func(options generator.UpdateOptions) (generator.UpdateResult, error) {
		result, err := generator.Add(ctx, generator.AddOptions{UpdateOptions: options, Into: o.into, Server: o.server})
		view := stepTo(result.Plan, componentView)
		switch framework := wechat.DetectFramework(o.dir); {
		case err != nil || view == "":
		case framework == wechat.FrameworkTaro:
			page := path.Join(sources(view), "pages/index")
			c.Warn(c.Say("add.taro"), c.Say("add.taro.hint", between(page, view), page))
		case framework == wechat.FrameworkUniApp:
			c.Warn(c.Say("add.uni-app"), c.Say("add.uni-app.hint", "/"+between(sources(view), view)))
		}
		return result, err
	})
}

// componentView is the file that a component is named after, without its
// extension.
const componentView = "/mlvbliveroomview"

// stepTo is the path of the plan that ends so, without its extension.
func stepTo(plan plan.Plan, end string) string {
	for _, step := range plan {
		if name := strings.TrimSuffix(step.Path, path.Ext(step.Path)); strings.HasSuffix(name, end) {
			return name
		}
	}
	return ""
}

// sources is the folder that frameworks take for the root, if a path is in it.
func sources(name string) string {
	if strings.HasPrefix(name, "src/") {
		return "src"
	}
	return "."
}

// between is the way from one folder to a path, both within the project.
func between(from, to string) string {
	way, err := filepath.Rel(filepath.FromSlash(from), filepath.FromSlash(to))
	if err != nil { // which two relative paths never give
		return to
	}
	return filepath.ToSlash(way)
}

// afterAdd says how what was added comes to life: how to open its first page,
// where its settings are, and what shows it.
func (r updateReport) afterAdd() []console.Row {
	layout := r.result.Record.Layout
	if r.result.Base != generator.BaseNone || !layout.Only {
		return nil
	}
	_, app := layout.App()
	rooms := stepTo(r.result.Plan, "/pages/rooms/rooms")
	if app == "" || rooms == "" {
		return nil
	}
	open := "wx.navigateTo({ url: '/" + between(path.Dir(app), rooms) + "' })"
	rows := []console.Row{{Term: open, Meaning: r.Say("next.rooms")}}
	if config := stepTo(r.result.Plan, "/config"); config != "" {
		rows = append(rows, console.Row{Term: r.project.place(config + ".js"), Meaning: r.Say("next.config")})
	}
	return append(rows, console.Row{Term: r.project.command("dev"), Meaning: r.Say("next.dev")})
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

// explainPlace says why nothing can be added to a folder.
func explainPlace(c *console.Console, e *wechat.PlaceError) *console.Failure {
	about := []any{e.Into}
	if e.Other != "" {
		about = append(about, e.Other)
	}
	return console.NewFailure(console.ExitRefused, c.Say("place."+string(e.Reason), about...), c.Say("place.hint"))
}
