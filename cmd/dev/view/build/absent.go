package build

import "strings"

// absent says why a file that something refers to is not there.
func (r *run) absent(name string) string {
	if r.files.large[name] {
		return r.options.Say("build.large", name, largestFile>>20)
	}
	if other, ok := r.files.otherCase(name); ok {
		return r.options.Say("build.case", name, other)
	}
	if source, ok := r.styleSource(name); ok {
		return r.options.Say("build.styleSource", name, source)
	}
	return r.options.Say("build.noFile", name)
}

// styleSource finds what a style sheet was to be compiled from.
func (r *run) styleSource(name string) (string, bool) {
	plain, ok := strings.CutSuffix(name, ".wxss")
	if !ok {
		return "", false
	}
	for _, ending := range []string{".scss", ".sass", ".less"} {
		if r.files.has(plain + ending) {
			return plain + ending, true
		}
	}
	return "", false
}
