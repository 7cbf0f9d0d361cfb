package dev

import (
	"log/slog"

	"mlvb/cmd/dev/view/build"
)

// A Part is one of the programs that run together.
type Part string

// The parts, as events name them.
const (
	PartServer Part = "server"
	PartMedia  Part = "media"
	PartView   Part = "view"
)

// A Kind says what happened.
type Kind string

// What happens to the parts.
const (
	KindLog       Kind = "log"             // a line of the part's own; Text and Attrs
	KindStarting  Kind = "server-starting" // Text is the command; it may take a while
	KindStarted   Kind = "server-started"  // Text is the command
	KindCrashed   Kind = "server-crashed"  // Text is how it ended, Lines its last ones; the next save starts it again
	KindChanged   Kind = "server-changed"  // Text is the file for which it starts again
	KindUnusable  Kind = "server-unusable" // Err is why the settings can't be used; the server stays as it was
	KindBegan     Kind = "stream-began"    // Stream and Remote
	KindEnded     Kind = "stream-ended"    // Stream and Remote
	KindFailure   Kind = "build-failure"   // Failure
	KindStopped   Kind = "part-stopped"    // Err is why a part ended by itself
	KindUnwatched Kind = "unwatched"       // Err is why saves are not noticed
)

// An Event is something to tell the developer of while everything runs.
type Event struct {
	Part  Part
	Kind  Kind
	Level slog.Level

	Text    string
	Attrs   []slog.Attr
	Lines   []string
	Stream  string
	Remote  string
	Failure *build.Failure
	Err     error
}
