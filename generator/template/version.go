package template

import (
	"golang.org/x/mod/semver"
)

// Newer compares two versions, if both are ones.
func Newer(a, b string) bool {
	a, b = versionName(a), versionName(b)
	return semver.IsValid(a) && semver.IsValid(b) && semver.Compare(a, b) > 0
}

func versionName(v string) string {
	if v != "" && v[0] != 'v' {
		return "v" + v
	}
	return v
}
