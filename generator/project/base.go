package project

import (
	"errors"
	"fmt"
	"io/fs"

	"mlvb/generator/files"
	"mlvb/generator/git"
)

// ReadBase reads what was last rendered into the project in dir. Whether it
// belongs to the record beside it is another question: see [Record.Base].
func ReadBase(dir string) (files.Tree, error) {
	data, err := readRecordFile(dir, BaseFile, files.MaxArchive)
	if err != nil {
		return nil, err
	}
	t, err := files.Unpack(data)
	if err != nil {
		return nil, readFault(BaseFile, err)
	}
	return t, nil
}

func readFault(name string, err error) error { return fmt.Errorf("read %s: %w", name, err) }

// BaseInGit reports whether git's index has another base than the project in
// dir has on disk, so that `git checkout -- .mlvb` brings one back.
func BaseInGit(dir string) bool {
	here, err := readRecordFile(dir, BaseFile, files.MaxArchive)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return git.Differs(dir, BaseFile, nil)
	case err != nil:
		return false
	}
	return git.Differs(dir, BaseFile, append([]byte{}, here...))
}
