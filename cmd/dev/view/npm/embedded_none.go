//go:build !packages

package npm

import (
	"embed"
	"io/fs"
)

//go:generate go run ./fetch packages

// embedded has nothing: this binary was built without the packages.
func embedded() fs.FS { return embed.FS{} }
