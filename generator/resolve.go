package generator

import (
	"context"

	"mlvb/generator/txn"
)

// Side is whose version settles a conflict.
type Side string

// The sides. The zero value takes the file as it is now.
const (
	SideOurs   Side = "ours"
	SideTheirs Side = "theirs"
)

// ResolveOptions is what [Resolve] needs.
type ResolveOptions struct {
	Dir   string
	Paths []string // none: all conflicts
	Side  Side

	openDisk func(dir string) (txn.Disk, error) // for tests; nil is txn.OpenDisk
}

// ResolveResult is what [Resolve] did.
type ResolveResult struct {
	Settled []string   // paths
	Left    []Conflict // what is still to be decided
	Unknown []string   // paths given that have no conflict
}

// Resolve clears the conflicts that are settled: markers are gone, a value was
// changed, the file beside is gone. A path that is named settles without a
// change of a value, too. With a side, that side's version is put in place
// first. Errors are [*ProjectError], [*merge.MarkerError] and what the system
// says.
func Resolve(ctx context.Context, o ResolveOptions) (ResolveResult, error) { return o.run(ctx) }
