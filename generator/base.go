package generator

import (
	"fmt"
)

// ReadBase reads what was last rendered into the project in dir. It does not
// compare it with the record: see [Record.Base] and [Tree.Digest].
func ReadBase(dir string) (Tree, error) {
	data, err := readRecordFile(dir, baseFile, maxArchive)
	if err != nil {
		return nil, err
	}
	t, err := unpack(data)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", baseFile, err)
	}
	return t, nil
}
