package wechat

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"mlvb/generator/files"
	"mlvb/generator/paths"
)

// PlaceReason is why nothing can be added to a folder.
type PlaceReason string

// The reasons of a [PlaceError].
const (
	PlaceOutside    PlaceReason = "outside"     // not a folder within the mini-program
	PlaceName       PlaceReason = "name"        // some system or WeChat has no such name
	PlacePage       PlaceReason = "page"        // the page Other of the main package is or would be in it
	PlaceSubpackage PlaceReason = "sub-package" // it would lie in the sub-package Other, or the other way round
)

// PlaceError refuses a folder to add to.
type PlaceError struct {
	Reason PlaceReason
	Into   string // as it was given
	Other  string // what is in its way
}

// Error names the folder, the reason and what is in its way.
func (e *PlaceError) Error() string {
	say := fmt.Sprintf("%q: %s", e.Into, e.Reason)
	if e.Other != "" {
		say += " " + e.Other
	}
	return say
}

// Place returns the folder as its path from the mini-program's root on, if it
// can be added to. The error is a [*PlaceError].
func (m MiniProgram) Place(into string) (string, error) {
	clean := path.Clean(into)
	switch {
	case clean == "." || path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") || driveLetter(clean):
		return "", &PlaceError{Reason: PlaceOutside, Into: into}
	case files.CheckPath(clean) != nil:
		return "", &PlaceError{Reason: PlaceName, Into: into}
	}
	return clean, nil
}

// PlacePackage is place for a sub-package. Its path becomes part of those of
// its pages, which go into links and codes as they are, so it takes no more
// than these characters. Pages of the main package do not lie in sub-packages,
// nor sub-packages in one another (WeChat's guide: 分包加载, 打包原则).
func (m MiniProgram) PlacePackage(into string) (string, error) {
	clean, err := m.Place(into)
	if err != nil {
		return "", err
	}
	if !regexp.MustCompile(`^[A-Za-z0-9_./-]+$`).MatchString(clean) {
		return "", &PlaceError{Reason: PlaceName, Into: into}
	}
	if i := slices.IndexFunc(m.App.Pages, func(page string) bool { return paths.Within(page, []string{clean}) }); i >= 0 {
		return "", &PlaceError{Reason: PlacePage, Into: into, Other: m.App.Pages[i]}
	}
	for _, s := range m.App.Subpackages {
		root := s.Root
		if paths.Within(root, []string{clean}) || paths.Within(clean, []string{root}) {
			return "", &PlaceError{Reason: PlaceSubpackage, Into: into, Other: root}
		}
	}
	return clean, nil
}

// driveLetter reports whether Windows takes a path for one on another drive.
func driveLetter(name string) bool { return len(name) > 1 && name[1] == ':' }
