package dev

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// The ports that are tried first.
const (
	viewPort = 5180
	rtmpPort = 1935
	flvPort  = 8000
)

// tries is how many ports are tried in a row, before the system chooses one.
const tries = 20

// A PortTakenError says that another program has the port that was asked for.
type PortTakenError struct {
	Port int
	Err  error
}

func (e *PortTakenError) Error() string { return fmt.Sprintf("port %d is taken: %v", e.Port, e.Err) }

// Unwrap returns what the system says.
func (e *PortTakenError) Unwrap() error { return e.Err }

// listen listens on exactly this port of the host.
func listen(ctx context.Context, host string, port int) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(port)))
	if isTaken(err) {
		return nil, &PortTakenError{port, err}
	}
	return listener, err
}

// listenNear listens on the port, or on the next one that is free.
func listenNear(ctx context.Context, host string, port int) (net.Listener, error) {
	for next := port; next < port+tries && next <= 65535; next++ {
		listener, err := listen(ctx, host, next)
		var taken *PortTakenError
		if !errors.As(err, &taken) {
			return listener, err
		}
	}
	return listen(ctx, host, 0)
}

// What Windows says for EADDRINUSE and, of a port that it keeps for itself, for
// EACCES; package syscall has them there under other numbers.
const (
	wsaAddrInUse = syscall.Errno(10048)
	wsaAccess    = syscall.Errno(10013)
)

func isTaken(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, wsaAddrInUse) || errors.Is(err, syscall.EACCES) || errors.Is(err, wsaAccess)
}

func portOf(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }
