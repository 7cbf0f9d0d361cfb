package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"mlvb/cmd/console"
	"mlvb/cmd/dev"
)

// oldestNode is the major version of Node.js that the Node server needs.
const oldestNode = 18

// devPrograms says which server runs: the project's own where it is another one
// than that in mlvb.
type devPrograms struct {
	report  *devReport
	project devProject
	warned  string // what was said last, which is not repeated
}

// choose is asked for each start: files may have changed since the last one.
func (d *devPrograms) choose(ctx context.Context) dev.Program {
	p := d.project
	at := filepath.Join(p.dir, p.server())
	switch {
	case p.foreign, p.record.Answers["server"] == "none":
		return dev.Program{}
	case p.record.Answers["server"] == "node":
		return d.node(ctx, at)
	}
	edited, err := editedSources(ctx, p.projectFolder)
	switch {
	case err != nil:
		d.warn(d.report.Say("dev.unknownServer", p.place(p.server()), cause(d.report.Console, err)), "")
	case len(edited) == 0:
	case !installed("go"):
		list := console.Enumerate(edited, d.report.Say("comma"))
		d.warn(d.report.Say("dev.noGo", list), d.report.Say("dev.noGoHint"))
	default:
		return dev.Program{Command: []string{"go", "run", "."}, Folder: at, Rooms: true}
	}
	return dev.Program{}
}

// node runs what `npm start` would: the Node server is none that mlvb has inside.
func (d *devPrograms) node(ctx context.Context, at string) dev.Program {
	version, err := nodeVersion(ctx)
	switch {
	case errors.Is(err, exec.ErrNotFound):
		d.warn(d.report.Say("dev.noNode", d.project.place(d.project.server())), d.report.Say("dev.noNodeHint"))
		return dev.Program{}
	case err != nil || version < oldestNode:
		d.warn(d.report.Say("dev.oldNode", d.project.place(d.project.server()), oldestNode), d.report.Say("dev.noNodeHint"))
		return dev.Program{}
	}
	return dev.Program{Command: startCommand(at), Folder: at}
}

// warn says why the project's own server is not run.
func (d *devPrograms) warn(say, hint string) {
	if d.warned != say {
		d.report.warn(say, hint)
	}
	d.warned = say
}

func installed(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

// nodeVersion is the major version of the Node.js in PATH.
func nodeVersion(ctx context.Context) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	said, err := exec.CommandContext(ctx, "node", "--version").Output()
	if err != nil {
		return 0, err
	}
	major, _, _ := strings.Cut(strings.TrimPrefix(string(said), "v"), ".")
	return strconv.Atoi(major)
}

// startCommand is the "start" of package.json where it is a plain call of Node.js,
// which then is the very process that gets the signals; else npm runs it.
func startCommand(dir string) []string {
	var pack struct {
		Scripts struct {
			Start string `json:"start"`
		} `json:"scripts"`
	}
	text, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err == nil {
		err = json.Unmarshal(text, &pack)
	}
	switch start := pack.Scripts.Start; {
	case err != nil || start == "":
		return []string{"node", "main.js"}
	case regexp.MustCompile(`^node( [\w./=:-]+)+$`).MatchString(start):
		return strings.Fields(start)
	default:
		return []string{"npm", "start", "--silent"}
	}
}
