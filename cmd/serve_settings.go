package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"mlvb/cmd/console"
	"mlvb/templates/live/server-go/live"
)

// explainSettings says what is wrong with the settings of the server.
func explainSettings(c *console.Console, err error) error {
	var (
		wrong *live.ConfigError
		line  *live.EnvError
		file  *fs.PathError
	)
	switch {
	case errors.As(err, &wrong):
		return console.Refuse(c.Say("serve.settings")+listRefusals(c, wrong.Refusals), "")
	case errors.As(err, &line):
		return console.Failed(line.From+c.Say("colon")+c.Say("line."+string(line.Reason)), c.Say("line."+string(line.Reason)+".hint"))
	case errors.As(err, &file):
		return console.Failed(c.Say("serve.unreadable", file.Path, cause(c, err)), "")
	default:
		return console.Failed(err.Error(), "")
	}
}

// listRefusals lists what is wrong, each with its place and the next step.
func listRefusals(c *console.Console, all []live.Refusal) string {
	var lines strings.Builder
	for _, r := range all {
		key := string(r.Reason)
		if r.Reason == live.ReasonForm {
			key = r.Name
		}
		fmt.Fprintf(&lines, "\n  %s %s", r.Name, c.Say("setting."+key))
		switch r.From {
		case "":
		case live.FromEnvironment:
			lines.WriteString(c.Say("serve.from", c.Say("serve.environment")))
		default:
			lines.WriteString(c.Say("serve.from", r.From))
		}
		fmt.Fprintf(&lines, "\n    %s", c.Say("setting."+key+".hint"))
	}
	return lines.String()
}

// What Windows says for EADDRINUSE and EADDRNOTAVAIL, which package syscall has
// there under other numbers.
const (
	wsaAddrInUse    = syscall.Errno(10048)
	wsaAddrNotAvail = syscall.Errno(10049)
)

// explainListening says why the server could not listen, or keep its rooms.
func explainListening(c *console.Console, err error, port int) error {
	var refused *live.ListenError
	var state *live.StateError
	var errno syscall.Errno
	switch {
	case errors.As(err, &state) && state.Taken():
		return console.Failed(c.Say("serve.stateTaken", state.Dir), c.Say("serve.stateTaken.hint"))
	case errors.As(err, &state):
		return console.Failed(c.Say("serve.noState", state.Dir, cause(c, state.Err)), c.Say("serve.noState.hint"))
	case !errors.As(err, &refused):
		return err
	case errors.Is(err, syscall.EADDRINUSE), errors.Is(err, wsaAddrInUse):
		return console.Failed(c.Say("serve.portTaken", port), c.Say("hints.try", fmt.Sprintf("mlvb serve --port %d", port%65535+1)))
	case errors.Is(err, syscall.EADDRNOTAVAIL), errors.Is(err, wsaAddrNotAvail):
		return console.Failed(c.Say("serve.notHere", refused.Address), c.Say("serve.noListen.hint"))
	case errors.As(err, &errno):
		err = errno
	default:
		err = refused.Err
	}
	return console.Failed(c.Say("serve.noListen", refused.Address, cause(c, err)), c.Say("serve.noListen.hint"))
}
