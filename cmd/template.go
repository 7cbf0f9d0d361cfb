package cmd

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator/syntax"
	"mlvb/generator/template"
	"mlvb/templates"
)

func newTemplate(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "template",
		Short:   c.Say("template.short"),
		Long:    c.Say("template.long"),
		Example: "  mlvb template list\n  mlvb template show live",
		GroupID: groupTemplate,
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, cmd, args[0])
			}
			return cmd.Help()
		},
	}
	cmd.AddCommand(newTemplateList(c), newTemplateShow(c))
	return cmd
}

func newTemplateList(c *console.Console) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:                   "list [--json]",
		Short:                 c.Say("template.listShort"),
		Example:               "  mlvb template list\n  mlvb template list --json",
		DisableFlagsInUseLine: true,
		Args:                  noArguments(c),
		ValidArgsFunction:     cobra.NoFileCompletions,
		RunE:                  func(*cobra.Command, []string) error { return runTemplateList(c, asJSON) },
	}
	addJSONFlag(c, cmd, &asJSON)
	return cmd
}

func runTemplateList(c *console.Console, asJSON bool) error {
	list := struct {
		Schema    int               `json:"schema"`
		Templates []templateSummary `json:"templates"`
	}{Schema: 1}
	all, err := builtInTemplates(c)
	if err != nil {
		return err
	}
	for _, t := range all {
		list.Templates = append(list.Templates, templateSummary{t.Name, t.Version, t.Title})
	}
	if asJSON {
		return c.PrintJSON(list)
	}
	for _, t := range list.Templates {
		c.Printf("%s  %s  %s\n", c.OutStyle.Bold(t.Name), t.Version, t.Title.In(string(c.Language)))
	}
	return nil
}

// templateSummary is one entry of `mlvb template list --json`.
type templateSummary struct {
	Name    string      `json:"name"`
	Version string      `json:"version"`
	Title   syntax.Text `json:"title"`
}

func builtInTemplates(c *console.Console) ([]*template.Template, error) {
	var all []*template.Template
	for _, name := range templates.Names() {
		t, err := loadTemplate(c, name)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

// loadTemplate reads a template: a built-in one by its name, any other by the
// path of its folder.
func loadTemplate(c *console.Console, source string) (*template.Template, error) {
	fsys, err := openTemplate(c, source)
	if err != nil {
		return nil, err
	}
	t, err := template.Load(fsys)
	return t, inTemplate(source, err)
}

func openTemplate(c *console.Console, source string) (fs.FS, error) {
	if templateFolder(source) == "" {
		return templates.FS(source)
	}
	switch info, err := os.Stat(source); {
	case errors.Is(err, fs.ErrNotExist) && !strings.ContainsAny(source, `/\`):
		return nil, console.Refuse(c.Say("unknown.template", source), templateHint(c, source))
	case err != nil:
		return nil, console.Refuse(c.Say("template.unreadable", source, cause(c, err)), templateHint(c, source))
	case !info.IsDir():
		return nil, console.Refuse(c.Say("template.notFolder", source), c.Say("template.folderHint"))
	}
	if _, err := os.Stat(filepath.Join(source, template.ManifestFile)); errors.Is(err, fs.ErrNotExist) {
		return nil, console.Refuse(c.Say("template.noManifest", source, template.ManifestFile), c.Say("template.folderHint"))
	}
	return os.DirFS(source), nil
}

func templateHint(c *console.Console, source string) string {
	if near := syntax.Nearest(source, templates.Names()); near != "" {
		return c.Say("hints.didYouMean", near)
	}
	return c.Say("template.hint", strings.Join(templates.Names(), c.Say("comma")))
}

// templateFolder is the folder that a template comes from; "" for a built-in one.
func templateFolder(source string) string {
	if slices.Contains(templates.Names(), source) {
		return ""
	}
	return source
}

// inTemplate names the template's folder before the file that a fault is in.
func inTemplate(source string, err error) error {
	var fault *syntax.Error
	if !errors.As(err, &fault) || templateFolder(source) == "" {
		return err
	}
	placed := *fault
	placed.File = filepath.Join(source, filepath.FromSlash(fault.File))
	return &placed
}
