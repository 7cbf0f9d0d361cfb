package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/cmd/dev"
	"mlvb/cmd/dev/view"
	"mlvb/cmd/dev/view/npm"
	"mlvb/templates/live/server-go/live"
)

type devOptions struct {
	dir   string // in the project, or below it
	port  uint16 // of the browser view; 0: any near the usual one
	lan   bool
	open  bool
	noWeb bool
	json  bool
}

func newDev(c *console.Console) *cobra.Command {
	o := devOptions{dir: "."}
	cmd := &cobra.Command{
		Use:                   "dev [" + c.Say("help.folder") + "] [--lan] [--open]",
		Short:                 c.Say("dev.short"),
		Long:                  c.Say("dev.long"),
		Example:               c.Say("dev.example"),
		GroupID:               groupProject,
		Annotations:           map[string]string{orderly: "true"},
		DisableFlagsInUseLine: true,
		RunE:                  func(cmd *cobra.Command, _ []string) error { return runDev(cmd.Context(), c, o) },
	}
	acceptFolder(c, cmd, &o.dir)
	cmd.Flags().Uint16Var(&o.port, "port", 0, c.Say("dev.portFlag"))
	nameValue(cmd.Flags(), "port", "N")
	cmd.Flags().BoolVar(&o.lan, "lan", false, c.Say("dev.lanFlag"))
	cmd.Flags().BoolVar(&o.open, "open", false, c.Say("dev.openFlag"))
	cmd.Flags().BoolVar(&o.noWeb, "no-web", false, c.Say("dev.noWebFlag"))
	cmd.Flags().BoolVar(&o.json, jsonFlag, false, c.Say("dev.jsonFlag"))
	return cmd
}

// runDev runs everything until it is interrupted. That is how it ends, so it is
// no failure.
func runDev(ctx context.Context, c *console.Console, o devOptions) error {
	c.JSONLines = o.json
	p, err := findDevProject(c, o.dir)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	signal.Ignore(syscall.SIGPIPE) // a reader that leaves must not leave processes behind
	r := &devReport{Console: c, options: o, project: p, stop: stop}
	options := dev.Options{
		Server:   filepath.Join(p.dir, p.server()),
		Settings: p.settings(c),
		Program:  (&devPrograms{report: r, project: p}).choose,
		Port:     int(o.port),
		LAN:      o.lan,
		Ready:    r.ready,
		Tell:     r.tell,
	}
	if o.lan {
		options.Address = mainAddress(ctx)
	}
	if !o.noWeb {
		if options.View, err = r.view(ctx); err != nil {
			return err
		}
	}
	err = dev.Run(ctx, options)
	r.end()
	return explainDev(c, err)
}

// settings reads those of the project's server.
func (p devProject) settings(c *console.Console) func() (live.Config, error) {
	lookup := serveOptions{}.settings(c.Lookup, p.record)
	return func() (live.Config, error) { return live.Load(filepath.Join(p.dir, p.server()), lookup) }
}

// view finds the packages that the browser view stands on.
func (r *devReport) view(ctx context.Context) (*view.Options, error) {
	o := &view.Options{Project: r.project.dir, Language: r.project.language(r.Console), Say: r.Say}
	packages := npm.Options{Project: r.project.dir, Env: r.Lookup, Progress: r.progress()}
	if cache, err := os.UserCacheDir(); err == nil { // without one it is fetched, and compiled, each time
		packages.CacheDir = filepath.Join(cache, "mlvb", "packages")
		o.CacheDir = filepath.Join(cache, "mlvb")
	}
	if home, err := os.UserHomeDir(); err == nil {
		packages.Home = home
	}
	var err error
	o.Packages, err = npm.Find(ctx, packages)
	return o, r.explainPackages(ctx, err)
}

// explainPackages says why the browser view can't run, and that all else can.
func (r *devReport) explainPackages(ctx context.Context, err error) error {
	var fetch *npm.FetchError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return console.NewFailure(console.ExitInterrupted, r.Say("interrupted"), "")
	case errors.As(err, &fetch):
		say, hint := fetch.Explain(r)
		return console.Failed(say, hint+"\n"+r.Say("dev.withoutView", r.project.command("dev --no-web")))
	default:
		return err
	}
}

// explainDev says why nothing runs, or why it stopped.
func explainDev(c *console.Console, err error) error {
	var taken *dev.PortTakenError
	var wrong *live.ConfigError
	var line *live.EnvError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &taken):
		return console.Failed(c.Say("serve.portTaken", taken.Port), c.Say("hints.try", fmt.Sprintf("mlvb dev --port %d", taken.Port%65535+1)))
	case errors.As(err, &wrong), errors.As(err, &line):
		return explainSettings(c, err)
	default:
		return err
	}
}
