package dev

import (
	"context"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"mlvb/templates/live/server-go/live"
)

// own runs the project's own server until the context is done or it ends by
// itself, which is told.
func (s *server) own(ctx context.Context, cfg live.Config, program Program, rooms <-chan *url.URL) {
	port, err := freePort(ctx)
	if err != nil {
		s.crashed(Event{Text: err.Error()})
		return
	}
	text := strings.Join(program.Command, " ")
	s.tell(Event{Part: PartServer, Kind: KindStarting, Text: text})
	process, err := startChild(s.command(cfg, program, port), s.hear)
	if err != nil {
		s.crashed(Event{Text: err.Error()})
		return
	}
	defer process.end()
	if awaitPort(ctx, port, process.ended) {
		at := behind{local(port), local(port)}
		if !program.Rooms {
			select {
			case at.rooms = <-rooms:
			case <-ctx.Done():
			}
		}
		s.tell(Event{Part: PartServer, Kind: KindStarted, Text: text})
		s.up(at)
	}
	select {
	case <-ctx.Done():
	case <-process.ended:
		s.crashed(Event{Text: process.how(), Lines: process.last})
	}
}

func (s *server) command(cfg live.Config, program Program, port int) *exec.Cmd {
	command := exec.Command(program.Command[0], program.Command[1:]...)
	command.Dir = program.Folder
	command.Env = program.environment(os.Environ(), cfg, port, s.localKey)
	return command
}

func (s *server) crashed(e Event) {
	e.Part, e.Kind, e.Level = PartServer, KindCrashed, slog.LevelError
	s.tell(e)
	s.down()
}

// hear tells of a line that the project's own server wrote.
func (s *server) hear(line string) {
	if e := parseLine(line); worthTelling(e) {
		s.tell(e)
	}
}

// freePort is one that was free a moment ago: servers of others can't be handed
// a listener.
func freePort(ctx context.Context) (int, error) {
	listener, err := listen(ctx, localhost, 0)
	if err != nil {
		return 0, err
	}
	return portOf(listener), listener.Close()
}

// awaitPort reports whether something listens at the port before the process
// ends. Servers need not say so, so it is tried.
func awaitPort(ctx context.Context, port int, ended <-chan struct{}) bool {
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	dialer := net.Dialer{Timeout: time.Second}
	for {
		connection, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(localhost, strconv.Itoa(port)))
		if err == nil {
			_ = connection.Close() // it has told what it was for
			return true
		}
		select {
		case <-again.C:
		case <-ended:
			return false
		case <-ctx.Done():
			return false
		}
	}
}
