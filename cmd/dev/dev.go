// Package dev runs all that development needs as one program: the project's
// server, a media relay and the browser view.
//
// Goals: nothing to set up, for what the parts have to know of one another is
// decided here and kept in memory; one stream of events for all of them; what
// ends, ends whole, with every process that was started; no page of a stranger
// reaches anything.
//
// Non-goals: production, for which the server stands alone behind a proxy, with
// a media service. Words and the terminal are the command's.
package dev

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"mlvb/cmd/dev/view"
	"mlvb/templates/live/server-go/live"
)

// Options say what to run.
type Options struct {
	Server   string                            // folder of the project's server; it need not be there
	Settings func() (live.Config, error)       // of the server, read for each start
	Program  func(ctx context.Context) Program // that serves, asked for at each start
	View     *view.Options                     // of the browser view, but for what is decided here; nil: there is none
	Port     int                               // of the browser view; 0: the usual one or near it
	LAN      bool                              // let the local network in, except to the browser view
	Address  string                            // of this computer there; "" where it has none
	Ready    func(Addresses)                   // hears once that everything runs
	Tell     func(Event)                       // hears what happens, from several goroutines
}

// host is what the parts listen on that phones may reach.
func (o Options) host() string {
	if o.LAN {
		return "0.0.0.0"
	}
	return localhost
}

// reached is where clients reach it.
func (o Options) reached() string {
	if o.LAN && o.Address != "" {
		return o.Address
	}
	return localhost
}

// patience is how long the parts may take to end.
const patience = 900 * time.Millisecond

// Run runs everything until the context is done, which is no error. Errors are
// what [Options.Settings] returns, a [*PortTakenError], why the browser view
// can't be opened, and what ended a part.
func Run(ctx context.Context, o Options) error {
	r, err := prepare(ctx, o)
	if err != nil {
		return err
	}
	parts, running := errgroup.WithContext(ctx)
	r.start(running, parts)
	ended := make(chan error, 1)
	go func() { ended <- parts.Wait() }()
	<-running.Done() // one of them failed, or all are to end
	select {
	case err = <-ended:
	case <-time.After(patience):
		err = context.Cause(running)
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}
