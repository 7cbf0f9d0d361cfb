package git

import "encoding/binary"

// NotCheckedOut returns the paths within dir of files that git knows and that a
// sparse checkout leaves out: nobody removed them. There are none where the
// index can't be read.
func NotCheckedOut(dir string) map[string]bool {
	w, ok, err := findWorkTree(dir)
	if err != nil || !ok {
		return nil
	}
	_, x, err := w.readIndex()
	if err != nil {
		return nil
	}
	left := map[string]bool{}
	for _, e := range x.entries {
		if !e.skipsWorkTree() {
			continue
		}
		if name, inside := w.inProject(e.name); inside {
			left[name] = true
		}
	}
	return left
}

// skipsWorkTree reports whether git keeps the file out of the work tree
// (gitformat-index(5), version 3).
func (e indexEntry) skipsWorkTree() bool {
	const extended, skip = 0x4000, 0x4000
	return binary.BigEndian.Uint16(e.raw[indexFlags:])&extended != 0 && binary.BigEndian.Uint16(e.raw[indexFixed:])&skip != 0
}
