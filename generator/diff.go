package generator

import "context"

// FileDiff is how two versions of a file differ.
type FileDiff struct {
	Path   string `json:"path"`
	From   string `json:"from,omitempty"` // the old path, where it moved
	Action Action `json:"action"`         // add, update, remove
	Binary bool   `json:"binary,omitempty"`
	Text   string `json:"text"` // unified diff with its header; empty where Binary
}

// Diff returns the user's own changes of the template's files against the
// base, by path. Paths limit it to these files and what is in these folders.
// Errors are [*ProjectError] and what the system says.
func Diff(ctx context.Context, dir string, paths ...string) ([]FileDiff, error) {
	return userChanges(ctx, dir, paths)
}
