//go:build !linux && !darwin

package filesystem

import "errors"

func (d *disk) Exchange(string, string) error   { return errors.ErrUnsupported }
func (d *disk) RenameNew(from, to string) error { return d.linkNew(from, to) }
