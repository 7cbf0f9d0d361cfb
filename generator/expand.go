package generator

import (
	"bytes"

	"mlvb/generator/files"
)

// partOf is a whole file and the part of it that is the template's.
type partOf struct{ whole, part files.File }

// useWholes puts whole files in the place of parts, and returns both.
func (u *updating) useWholes() []partOf {
	var list []partOf
	for i, theirs := range u.theirs {
		if !u.layout.IsPart(theirs.Path) {
			continue
		}
		ours := u.sight.File(theirs.Path)
		if ours == nil {
			continue
		}
		whole, ok := u.layout.Whole(ours, &theirs)
		if !ok {
			continue
		}
		if before := files.ByPath(u.base)[theirs.Path]; before != nil {
			old, ok := u.layout.Whole(ours, before)
			if !ok {
				continue
			}
			list = append(list, partOf{old, *before})
			*before = old
		}
		list = append([]partOf{{whole, theirs}}, list...)
		u.theirs[i] = whole
	}
	return list
}

// stored is what of a file goes into the base.
func stored(f files.File, parts []partOf) files.File {
	for _, p := range parts {
		if f.Path == p.whole.Path && bytes.Equal(f.Content, p.whole.Content) {
			return p.part
		}
	}
	return f
}
