//go:build packages

package npm

import (
	"embed"
	"io/fs"
)

// The folder is made by fetch, a program beside this package, and is no part of
// the repository:
//
//	go generate ./cmd/dev/view/npm && go build -tags packages .
//
//go:embed packages
var packages embed.FS

func embedded() fs.FS {
	folder, err := fs.Sub(packages, "packages")
	if err != nil {
		panic(err) // the name is a constant
	}
	return folder
}
