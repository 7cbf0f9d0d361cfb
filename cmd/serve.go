package cmd

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator/project"
	"mlvb/templates/live/server-go/live"
)

type serveOptions struct {
	dir  string // in the project, or below it
	port string // empty: what the settings say; 0 takes any free one
	lan  bool
}

func newServe(c *console.Console) *cobra.Command {
	o, port := serveOptions{dir: "."}, uint16(0)
	cmd := &cobra.Command{
		Use:                   "serve [" + c.Say("help.folder") + "] [--port N] [--lan]",
		Short:                 c.Say("serve.short"),
		Long:                  c.Say("serve.long"),
		Example:               c.Say("serve.example"),
		GroupID:               groupProject,
		Annotations:           map[string]string{orderly: "true"},
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("port") {
				o.port = strconv.Itoa(int(port))
			}
			return runServe(cmd.Context(), c, o)
		},
	}
	acceptFolder(c, cmd, &o.dir)
	cmd.Flags().Uint16Var(&port, "port", 0, c.Say("serve.portFlag"))
	nameValue(cmd.Flags(), "port", "N")
	cmd.Flags().BoolVar(&o.lan, "lan", false, c.Say("serve.lanFlag"))
	return cmd
}

// runServe serves until it is interrupted. That is how a server ends, so it
// is no failure.
func runServe(ctx context.Context, c *console.Console, o serveOptions) error {
	if _, err := os.Stat(o.dir); err != nil {
		return console.Failed(c.Say("serve.noFolder", o.dir, cause(c, err)), c.Say("serve.noProjectHint"))
	}
	p, err := findProject(c, o.dir, false)
	if err != nil {
		return err
	}
	cfg, err := live.Load(filepath.Join(p.dir, filepath.FromSlash(p.server())), o.settings(c.Lookup, p.record))
	if err != nil {
		return explainSettings(c, err)
	}
	warnOfOwnServer(ctx, c, p)
	ready := func(address net.Addr) { announce(c, o, p.name(), address) }
	if err := live.Serve(ctx, cfg, newLogger(c), ready); err != nil {
		return explainListening(c, err, cfg.Port)
	}
	return nil
}

// settings looks a setting of the server up: the flags beat the environment.
// A project without a server of its own has no file of settings either: there
// its answers count.
func (o serveOptions) settings(environment console.Lookup, record project.Record) console.Lookup {
	answers := map[string]string{}
	if record.Answers["server"] == "none" {
		answers = map[string]string{"WX_APPID": "appid", "SDKAPPID": "sdkappid", "PUSH_DOMAIN": "push_domain", "PLAY_DOMAIN": "play_domain"}
	}
	return func(name string) (string, bool) {
		switch {
		case name == "PORT" && o.port != "":
			return o.port, true
		case name == "HOST" && o.lan:
			return "0.0.0.0", true
		}
		if value, ok := environment(name); ok && value != "" {
			return value, true
		}
		value, ok := record.Answers[answers[name]].(string)
		return value, ok
	}
}

// newLogger writes for a person on a terminal, and for a machine elsewhere.
func newLogger(c *console.Console) *slog.Logger {
	if c.Watched {
		return slog.New(slog.NewTextHandler(c.Err, nil))
	}
	return slog.New(slog.NewJSONHandler(c.Err, nil))
}

// announce says where the server is to be reached.
func announce(c *console.Console, o serveOptions, project string, address net.Addr) {
	port := address.(*net.TCPAddr).Port
	c.Printf("%s %s  %s\n", c.OutStyle.Green("✓"), c.OutStyle.Bold(fmt.Sprintf("http://127.0.0.1:%d", port)), c.Say("serve.ready", project))
	if o.lan {
		announceLAN(c, port)
	}
}
