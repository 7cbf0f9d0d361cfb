package filesystem

import (
	"errors"
	"io/fs"
	"os"
)

// PathError names the path from the folder of the transaction on, rather than
// from the folder that the system was asked about.
func PathError(op, path string, err error) error {
	var inner *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &inner):
		err = inner.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return &fs.PathError{Op: op, Path: path, Err: err}
}
