package host

import (
	"strconv"

	"mlvb/generator/wechat"
)

// FreeName is the first name like the given one that no sub-package has, nor as
// its root: preloadRule calls them by either. An empty name is free.
func FreeName(app wechat.App, name string) string {
	taken := map[string]bool{}
	for _, s := range app.Subpackages {
		taken[s.Name], taken[s.Root] = true, true
	}
	free := name
	for n := 2; name != "" && taken[free]; n++ {
		free = name + strconv.Itoa(n)
	}
	return free
}

// FreeRoot is the first folder like the given one that a sub-package can have,
// as a path from the mini-program's root on. Taken tells of a folder whether
// something is there. It is not ok where none of many is free.
func FreeRoot(m wechat.MiniProgram, root string, taken func(string) bool) (free string, ok bool) {
	for _, base := range []string{root, "mlvb-live"} {
		for n := 1; n < 10; n++ {
			free = base
			if n > 1 {
				free += strconv.Itoa(n)
			}
			if _, err := m.PlacePackage(free); err == nil && !taken(free) {
				return free, true
			}
		}
	}
	return "", false
}
