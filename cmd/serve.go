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

	"mlvb/generator/project"
	"mlvb/templates/live/server-go/live"
)

type serveOptions struct {
	dir  string // in the project, or below it
	port string // empty: what the settings say; 0 takes any free one
	lan  bool
}

func newServe(c *console) *cobra.Command {
	o, port := serveOptions{dir: "."}, uint16(0)
	cmd := &cobra.Command{
		Use:                   "serve [" + c.say("help.folder") + "] [--port N] [--lan]",
		Short:                 c.say("serve.short"),
		Long:                  c.say("serve.long"),
		Example:               c.say("serve.example"),
		GroupID:               groupProject,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("port") {
				o.port = strconv.Itoa(int(port))
			}
			return runServe(cmd.Context(), c, o)
		},
	}
	c.takesFolder(cmd, &o.dir)
	cmd.Flags().Uint16Var(&port, "port", 0, c.say("serve.portFlag"))
	takes(cmd.Flags(), "port", "N")
	cmd.Flags().BoolVar(&o.lan, "lan", false, c.say("serve.lanFlag"))
	return cmd
}

// runServe serves until it is interrupted. That is how a server ends, so it
// is no failure.
func runServe(ctx context.Context, c *console, o serveOptions) error {
	if _, err := os.Stat(o.dir); err != nil {
		return failed(c.say("serve.noFolder", o.dir, c.cause(err)), c.say("serve.noProjectHint"))
	}
	p, err := c.findProject(o.dir)
	if err != nil {
		return err
	}
	cfg, err := live.Load(filepath.Join(p.dir, "server"), o.settings(c.lookup, p.record))
	if err != nil {
		return c.explainSettings(err)
	}
	c.warnOfOwnServer(ctx, p)
	ready := func(address net.Addr) { announce(c, o, p.name(), address) }
	if err := live.Serve(ctx, cfg, c.logger(), ready); err != nil {
		return c.explainListening(err, cfg.Port)
	}
	return nil
}

// settings looks a setting of the server up: the flags beat the environment.
// A project without a server of its own has no file of settings either: there
// its answers count.
func (o serveOptions) settings(environment lookup, record project.Record) lookup {
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

// logger writes for a person on a terminal, and for a machine elsewhere.
func (c *console) logger() *slog.Logger {
	if c.watched {
		return slog.New(slog.NewTextHandler(c.err, nil))
	}
	return slog.New(slog.NewJSONHandler(c.err, nil))
}

// announce says where the server is to be reached.
func announce(c *console, o serveOptions, project string, address net.Addr) {
	port := address.(*net.TCPAddr).Port
	c.printf("%s %s  %s\n", c.outStyle.green("✓"), c.outStyle.bold(fmt.Sprintf("http://127.0.0.1:%d", port)), c.say("serve.ready", project))
	if o.lan {
		announceLAN(c, port)
	}
}
