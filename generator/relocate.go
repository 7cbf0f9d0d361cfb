package generator

import (
	"bytes"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
)

// relocate returns the contents of a file of the template for a project that
// has only parts of it, under other paths. It is not ok if nothing is left.
//
// Of app.json that is the list of the sub-packages that are there. Elsewhere a
// page is named by its path from the mini-program's root on.
func (l Layout) relocate(f File) ([]byte, bool) {
	if !l.Only || f.isBinary() {
		return f.Content, true
	}
	roots := l.roots()
	if _, placed := l.Places[f.Path]; placed && path.Base(f.Path) == appConfig {
		return onlySubpackages(f.Content, roots)
	}
	content := f.Content
	for _, from := range slices.Sorted(maps.Keys(roots)) {
		if to := roots[from]; from != to {
			content = bytes.ReplaceAll(content, []byte("/"+from+"/"), []byte("/"+to+"/"))
		}
	}
	return content, true
}

// roots are the folders within the mini-program that are placed, by their
// path in the template's.
func (l Layout) roots() map[string]string {
	roots := map[string]string{}
	for app, appTo := range l.Places {
		if path.Base(app) != appConfig {
			continue
		}
		for from, to := range l.Places {
			old, oldOK := strings.CutPrefix(from, path.Dir(app)+"/")
			now, nowOK := to, true
			if root := path.Dir(appTo); root != "." {
				now, nowOK = strings.CutPrefix(to, root+"/")
			}
			if from != app && oldOK && nowOK {
				roots[old] = now
			}
		}
	}
	return roots
}

// onlySubpackages is an app.json with nothing but the sub-packages at certain
// roots, and these under their new ones.
func onlySubpackages(app []byte, roots map[string]string) ([]byte, bool) {
	key, list, err := subpackages(app)
	if err != nil {
		return nil, false
	}
	var kept []json.RawMessage
	for _, s := range list {
		to, ok := roots[s.Root]
		if !ok {
			continue
		}
		old, _ := json.Marshal(s.Root)
		now, _ := json.Marshal(to)
		kept = append(kept, bytes.Replace(s.raw, old, now, 1))
	}
	if len(kept) == 0 {
		return nil, false
	}
	text, err := json.MarshalIndent(map[string][]json.RawMessage{key: kept}, "", "  ")
	return append(text, '\n'), err == nil
}

// nameSubpackages calls the list of sub-packages what the user's app.json
// calls it, where that is all of the template's.
func (u *updating) nameSubpackages() {
	for from, to := range u.layout.Places {
		ours := u.sight.file(to)
		if !u.layout.Only || path.Base(from) != appConfig || ours == nil {
			continue
		}
		key, _, err := subpackages(ours.Content)
		if err != nil {
			continue
		}
		for _, t := range []Tree{u.base, u.theirs} {
			for i, f := range t {
				if theirKey, _, err := subpackages(f.Content); f.Path == to && err == nil && theirKey != key {
					t[i].Content = bytes.Replace(f.Content, []byte(`"`+theirKey+`"`), []byte(`"`+key+`"`), 1)
				}
			}
		}
	}
}
