package template

import "strings"

// fallbackName is what a project is called when its folder's name has no
// letter that npm and Go accept.
const fallbackName = "live-app"

// maxSlug is the length of the longest slug, in bytes.
const maxSlug = 64

// Slug turns the name of a folder into one that npm and Go accept:
// lower-case ASCII letters, digits and hyphens, a letter first. It is live-app
// where nothing of the name would be left.
func Slug(folder string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(folder) {
		letter, digit := 'a' <= c && c <= 'z', '0' <= c && c <= '9'
		switch {
		case b.Len() == maxSlug:
		case letter, digit && b.Len() > 0:
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	slug := strings.TrimRight(b.String(), "-")
	if slug == "" || slug == "vendor" { // Go keeps vendor/ for itself
		return fallbackName
	}
	return slug
}
