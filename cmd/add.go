package cmd

import (
	"context"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/generator"
	"mlvb/templates"
)

// addOptions is what `mlvb add` was told.
type addOptions struct {
	updateOptions
	into   string
	server bool
}

func newAdd(c *console) *cobra.Command {
	o := addOptions{updateOptions: updateOptions{dir: "."}}
	cmd := &cobra.Command{
		Use:                   "add " + templates.Default + " [" + c.say("help.folder") + "] [" + c.say("help.options") + "]",
		Short:                 c.say("add.short"),
		Long:                  c.say("add.long"),
		Example:               c.say("add.example"),
		GroupID:               groupProject,
		DisableFlagsInUseLine: true,
		ValidArgsFunction:     cobra.FixedCompletions(templates.Names(), cobra.ShellCompDirectiveDefault),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return refuse(c.say("add.what"), "mlvb add "+templates.Default)
			}
			return c.atMost(2, cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.into == "" && cmd.Flags().Changed("into") {
				return refuse(c.say("flags.needsValue", "into"), c.say("place.hint"))
			}
			o.template, o.into = args[0], filepath.ToSlash(o.into)
			if len(args) > 1 {
				o.dir = args[1]
			}
			return runAdd(cmd.Context(), c, o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.into, "into", "", c.say("add.intoFlag"))
	takes(flags, "into", c.say("value.path"))
	flags.BoolVar(&o.server, "server", false, c.say("add.serverFlag"))
	flags.StringArrayVar(&o.set, "set", nil, c.say("update.setFlag"))
	takes(flags, "set", c.say("value.pair"))
	addMergeFlags(c, cmd, &o.updateOptions)
	return cmd
}

// runAdd adds a template's part to a mini-program that mlvb did not make. Of
// sources that a framework compiles, only the component can be part.
func runAdd(ctx context.Context, c *console, o addOptions) error {
	return c.takeOver(o.updateOptions, func(options generator.UpdateOptions) (generator.UpdateResult, error) {
		result, err := generator.Add(ctx, generator.AddOptions{UpdateOptions: options, Into: o.into, Server: o.server})
		if framework := generator.DetectFramework(o.dir); err == nil && framework != generator.FrameworkNative {
			c.warn(c.say("add."+string(framework)), c.say("add."+string(framework)+".hint", component(result.Plan)))
		}
		return result, err
	})
}

// component is the path that pages name the component by.
func component(plan generator.Plan) string {
	for _, step := range plan {
		if path.Base(step.Path) == componentView {
			return strings.TrimSuffix(step.Path, path.Ext(componentView))
		}
	}
	return ""
}

// componentView is the file that a component is named after.
const componentView = "mlvbliveroomview.json"

// takeOver does something to a folder that is no project yet, and makes it one.
func (c *console) takeOver(o updateOptions, take func(generator.UpdateOptions) (generator.UpdateResult, error)) error {
	t, err := loadTemplate(c, o.template)
	if err != nil {
		return err
	}
	set, err := c.pairs(o.set)
	if err != nil {
		return err
	}
	options, err := o.engine(c, o.dir, source{t, templateFolder(o.template)}, []generator.Input{set})
	if err != nil {
		return err
	}
	result, err := take(options)
	if err != nil {
		return c.unanswered(inTemplate(o.template, err))
	}
	return updateReport{c, o, project{relative(o.dir), result.Record}, t.Name, result}.tell()
}

// explainPlace says why nothing can be added to a folder.
func (c *console) explainPlace(e *generator.PlaceError) *failure {
	about := []any{e.Into}
	if e.Other != "" {
		about = append(about, e.Other)
	}
	return &failure{exitRefused, c.say("place."+string(e.Reason), about...), c.say("place.hint")}
}
