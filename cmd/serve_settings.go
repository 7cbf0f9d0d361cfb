package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"mlvb/templates/live/server-go/live"
)

// explainSettings says what is wrong with the settings of the server.
func (c *console) explainSettings(err error) error {
	var (
		wrong *live.ConfigError
		line  *live.EnvError
		file  *fs.PathError
	)
	switch {
	case errors.As(err, &wrong):
		return refuse(c.say("serve.settings")+c.refusals(wrong.Refusals), "")
	case errors.As(err, &line):
		return failed(line.From+c.say("colon")+c.say("line."+string(line.Reason)), c.say("line."+string(line.Reason)+".hint"))
	case errors.As(err, &file):
		return failed(c.say("serve.unreadable", file.Path, c.cause(err)), "")
	default:
		return failed(err.Error(), "")
	}
}

// refusals lists what is wrong, each with its place and the next step.
func (c *console) refusals(all []live.Refusal) string {
	var lines strings.Builder
	for _, r := range all {
		key := string(r.Reason)
		if r.Reason == live.ReasonForm {
			key = r.Name
		}
		fmt.Fprintf(&lines, "\n  %s %s", r.Name, c.say("setting."+key))
		switch r.From {
		case "":
		case live.FromEnvironment:
			lines.WriteString(c.say("serve.from", c.say("serve.environment")))
		default:
			lines.WriteString(c.say("serve.from", r.From))
		}
		fmt.Fprintf(&lines, "\n    %s", c.say("setting."+key+".hint"))
	}
	return lines.String()
}

// What Windows says for EADDRINUSE and EADDRNOTAVAIL, which package syscall has
// there under other numbers.
const (
	wsaAddrInUse    = syscall.Errno(10048)
	wsaAddrNotAvail = syscall.Errno(10049)
)

// explainListening says why the server could not listen.
func (c *console) explainListening(err error, port int) error {
	var refused *live.ListenError
	var errno syscall.Errno
	switch {
	case !errors.As(err, &refused):
		return err
	case errors.Is(err, syscall.EADDRINUSE), errors.Is(err, wsaAddrInUse):
		return failed(c.say("serve.portTaken", port), c.say("hints.try", fmt.Sprintf("mlvb serve --port %d", port%65535+1)))
	case errors.Is(err, syscall.EADDRNOTAVAIL), errors.Is(err, wsaAddrNotAvail):
		return failed(c.say("serve.notHere", refused.Address), c.say("serve.noListen.hint"))
	case errors.As(err, &errno):
		err = errno
	default:
		err = refused.Err
	}
	return failed(c.say("serve.noListen", refused.Address, c.cause(err)), c.say("serve.noListen.hint"))
}
