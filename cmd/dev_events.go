package cmd

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"

	"mlvb/cmd/console"
	"mlvb/cmd/dev"
	"mlvb/templates/live/server-go/live"
)

// A devReport tells of what runs. All parts tell through it, so it takes turns.
type devReport struct {
	*console.Console
	options devOptions
	project devProject
	stop    func() // ends the command

	turn    sync.Mutex
	isReady bool
	isOver  bool        // what parts tell while they end is nobody's news
	early   []dev.Event // for a program, whose first line is that all is ready
}

// warn tells of what is not as one might expect.
func (r *devReport) warn(say, hint string) {
	r.turn.Lock()
	defer r.turn.Unlock()
	if !r.isOver {
		r.Warn(say, hint)
	}
}

// end lets nobody tell anything any more.
func (r *devReport) end() {
	r.turn.Lock()
	defer r.turn.Unlock()
	r.isOver = true
}

// tell tells of an event: errors and warnings are marked, and each line begins
// with the part that it is about.
func (r *devReport) tell(e dev.Event) {
	r.turn.Lock()
	defer r.turn.Unlock()
	switch {
	case r.isOver:
		return
	case r.options.json && !r.isReady:
		r.early = append(r.early, e)
		return
	case r.options.json:
		r.line(eventJSON(r.Console, e))
		return
	}
	text, more := r.words(e)
	fmt.Fprintf(r.Err, "%s %s  %s\n", r.mark(e.Level), r.ErrStyle.Dim(console.Pad(r.Say("dev.part."+string(e.Part)), 6)), text)
	for _, line := range more {
		fmt.Fprintf(r.Err, "          %s\n", line)
	}
}

func (r *devReport) mark(level slog.Level) string {
	switch {
	case level >= slog.LevelError:
		return r.ErrStyle.Red("✗")
	case level >= slog.LevelWarn:
		return r.ErrStyle.Yellow("!")
	default:
		return " "
	}
}

// words say an event in the user's language, but what parts log is theirs.
func (r *devReport) words(e dev.Event) (text string, more []string) {
	switch e.Kind {
	case dev.KindLog:
		return e.Text + attrText(e.Attrs), nil
	case dev.KindFailure:
		f := *e.Failure
		f.File = r.project.place(f.File)
		return f.String(), nil
	case dev.KindBegan, dev.KindEnded:
		return r.Say("dev.event."+string(e.Kind), e.Stream, e.Remote), nil
	case dev.KindUnusable, dev.KindUnwatched, dev.KindStopped:
		lines := strings.Split(explainEvent(r.Console, e.Err), "\n")
		return r.Say("dev.event."+string(e.Kind), lines[0]), lines[1:]
	default:
		return r.Say("dev.event."+string(e.Kind), e.Text), nil
	}
}

// explainEvent is an error as a command would tell it.
func explainEvent(c *console.Console, err error) string {
	var wrong *live.ConfigError
	var line *live.EnvError
	if errors.As(err, &wrong) || errors.As(err, &line) {
		err = explainSettings(c, err)
	}
	return err.Error()
}

// attrText is what a log record knows beside its message.
func attrText(attrs []slog.Attr) string {
	var text strings.Builder
	for _, a := range attrs {
		value := a.Value.String()
		if strings.ContainsAny(value, " \t\n\"") {
			value = fmt.Sprintf("%q", value)
		}
		text.WriteString("  " + a.Key + "=" + value)
	}
	return text.String()
}
