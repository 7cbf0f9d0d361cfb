package cmd

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
)

// A versionReport says exactly which program this is. It is what
// `mlvb version --json` prints.
type versionReport struct {
	Schema    int               `json:"schema"`
	Version   string            `json:"version"`            // of the module, or (devel)
	Commit    string            `json:"commit,omitempty"`   // of the repository it was built in
	Time      string            `json:"time,omitempty"`     // of that commit, RFC 3339
	Modified  bool              `json:"modified,omitempty"` // whether the sources differed from the commit
	Go        string            `json:"go"`
	OS        string            `json:"os"`
	Arch      string            `json:"arch"`
	Templates []templateVersion `json:"templates"`
}

type templateVersion struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

func newVersion(c *console.Console) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:                   "version [--json]",
		Short:                 c.Say("version.short"),
		Example:               "  mlvb version\n  mlvb version --json",
		GroupID:               groupTool,
		DisableFlagsInUseLine: true,
		Args:                  noArguments(c),
		ValidArgsFunction:     cobra.NoFileCompletions,
		RunE:                  func(*cobra.Command, []string) error { return runVersion(c, asJSON) },
	}
	addJSONFlag(c, cmd, &asJSON)
	return cmd
}

func runVersion(c *console.Console, asJSON bool) error {
	v := buildVersion()
	all, err := builtInTemplates(c)
	if err != nil {
		return err
	}
	for _, t := range all {
		v.Templates = append(v.Templates, templateVersion{t.Name, t.Version})
	}
	if asJSON {
		return c.PrintJSON(v)
	}
	c.Printf("mlvb %s", v.Version)
	if v.Commit != "" {
		c.Printf(" (%.12s, %.10s)", v.Commit, v.Time)
	}
	c.Printf(" %s %s/%s\n", v.Go, v.OS, v.Arch)
	for _, t := range v.Templates {
		c.Printf("%s %s %s\n", c.Say("version.template"), t.Name, t.Version)
	}
	return nil
}

// mlvbVersion is the version of this program as projects record it.
func mlvbVersion() string { return buildVersion().Version }

func buildVersion() versionReport {
	v := versionReport{Schema: 1, Version: "(devel)", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" {
		v.Version = info.Main.Version
	}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			v.Commit = setting.Value
		case "vcs.time":
			v.Time = setting.Value
		case "vcs.modified":
			v.Modified = setting.Value == "true"
		}
	}
	return v
}
