package npm

import "fmt"

// A FetchError says which package could not be had, and why. It names no path
// of the registry, which may hold a token.
type FetchError struct {
	Package  string // name and version
	Registry string // scheme and host; "" where the settings were at fault
	CacheDir string
	Err      error
}

// Error is one English sentence.
func (e *FetchError) Error() string {
	if e.Registry == "" {
		return fmt.Sprintf("fetch %s: %v", e.Package, e.Err)
	}
	return fmt.Sprintf("fetch %s from %s: %v", e.Package, e.Registry, e.Err)
}

func (e *FetchError) Unwrap() error { return e.Err }

// Words are the texts for the user, by key.
type Words interface {
	Say(key string, args ...any) string
}

// Explain says for the user what is wrong, and the ways out.
func (e *FetchError) Explain(w Words) (text, hint string) {
	if e.Registry == "" {
		return w.Say("packages.settings", e.Package, e.Err), w.Say("packages.settingsHint")
	}
	return w.Say("packages.fetch", e.Package, e.Registry, e.Err), w.Say("packages.fetchHint", e.CacheDir)
}
