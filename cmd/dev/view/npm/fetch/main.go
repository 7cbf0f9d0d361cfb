// Command fetch writes the packages of npm that the browser view stands on, with
// their licences, into a folder, from which a release is built:
//
//	go run ./cmd/dev/view/npm/fetch FOLDER
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"mlvb/cmd/dev/view/npm"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "fetch:", err)
		os.Exit(1) //nolint:forbidigo // this is a main
	}
}

func run() error {
	if len(os.Args) != 2 {
		return fmt.Errorf("usage: fetch FOLDER")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	_, err = npm.Find(ctx, npm.Options{CacheDir: os.Args[1], Home: home, Env: os.LookupEnv})
	return err
}
