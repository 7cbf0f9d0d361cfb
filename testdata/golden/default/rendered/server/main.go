// The server of this mini-program: run it here, in server/, with "go run .".
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"demo/server/live"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run serves until SIGINT or SIGTERM, then finishes the running requests. A
// second signal ends the program at once.
func run() error {
	cfg, err := live.Load(".", os.LookupEnv)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return live.Serve(ctx, cfg, slog.New(slog.NewJSONHandler(os.Stderr, nil)), nil)
}
