package project

import (
	"fmt"

	"mlvb/generator/files"
)

// ReadBase reads what was last rendered into the project in dir. It does not
// compare it with the record: see [Record.Base] and [Tree.Digest].
func ReadBase(dir string) (files.Tree, error) {
	data, err := readRecordFile(dir, BaseFile, files.MaxArchive)
	if err != nil {
		return nil, err
	}
	t, err := files.Unpack(data)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", BaseFile, err)
	}
	return t, nil
}
